import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Feeds copies of public data to a running demo, over REST alone, and tells where the decisions went:
 *
 * <pre>java src/docs/TryRealData.java http://localhost:8080 german-credit.csv davidson-tweets.csv</pre>
 *
 * The first rows of a file become examples, two models are trained on them, the one with the lower loss on held-back
 * examples is promoted, and the rows that follow are sent in as decisions without their label.
 */
public class TryRealData {

    /**
     * What is done with a file.
     *
     * @param labels names of the labels by their spelling in the file
     */
    private record Plan(
            String useCase, String label, Map<String, String> labels, List<String> left, int examples, int decisions) {}

    private static final List<Plan> PLANS = List.of(
            new Plan("credit", "risk", Map.of("good", "good", "bad", "bad"), List.of(), 700, 300),
            new Plan(
                    "moderation",
                    "class",
                    Map.of("0", "hate", "1", "offensive", "2", "neither"),
                    List.of("row", "count", "hate_speech", "offensive_language", "neither"),
                    20_000,
                    1_000),
            new Plan(
                    "triage",
                    "diagnosis",
                    Map.of("benign", "benign", "malignant", "malignant"),
                    List.of(),
                    400,
                    299));

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    private TryRealData(String base) {
        this.base = base;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2) {
            System.err.println("Usage: java src/docs/TryRealData.java http://localhost:8080 <file.csv>...");
            System.exit(2);
        }
        for (int i = 1; i < arguments.length; i++) {
            new TryRealData(arguments[0]).run(records(Files.readString(Path.of(arguments[i]))));
        }
    }

    private void run(List<String> records) throws IOException, InterruptedException {
        var columns = cells(records.get(0));
        var plan = PLANS.stream()
                .filter(p -> columns.contains(p.label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no use case takes a file with the columns " + columns));
        System.out.printf("%n%s%n", plan.useCase);
        var at = "/api/v1/use-cases/" + plan.useCase;

        var started = System.nanoTime();
        var file = String.join("", records.subList(0, plan.examples + 1));
        var imported = post("owner", at + "/examples", "text/csv", file);
        System.out.printf("  %-15s %s in %.1f s%n", "examples", imported, seconds(started));

        var better = "";
        var least = Double.MAX_VALUE;
        for (var learner : List.of("LINEAR", "BOOSTED_TREES")) {
            started = System.nanoTime();
            var run = train(at, learner);
            var challenger = one("\"challenger\":(\\{[^}]*})", run);
            var loss = Double.parseDouble(one("\"logLoss\":([0-9.E-]+)", challenger));
            System.out.printf(
                    "  %-15s %.1f %% right, log loss %.3f on %s held back, in %.1f s%n",
                    learner,
                    100 * Double.parseDouble(one("\"accuracy\":([0-9.E-]+)", challenger)),
                    loss,
                    one("\"n\":([0-9]+)", run),
                    seconds(started));
            if (loss < least) {
                least = loss;
                better = one("\"challenger\":\"([^\"]+)\"", run);
            }
        }
        post("owner", at + "/models/" + better + "/promotion", "application/json", "");
        System.out.printf("  %-15s %s%n", "promoted", better);
        decide(plan, columns, records.subList(plan.examples + 1, plan.examples + 1 + plan.decisions));
    }

    private String train(String at, String learner) throws IOException, InterruptedException {
        var run = post("owner", at + "/training-runs", "application/json", "{\"learner\": \"" + learner + "\"}");
        var id = one("\"id\":\"([^\"]+)\"", run);
        while (!run.contains("\"DONE\"")) {
            if (run.contains("\"FAILED\"")) {
                throw new IllegalStateException(run);
            }
            Thread.sleep(200);
            run = send(request("owner", at + "/training-runs/" + id).GET());
        }
        return run;
    }

    private void decide(Plan plan, List<String> columns, List<String> records)
            throws IOException, InterruptedException {
        var sent = new TreeMap<String, Integer>();
        var right = new TreeMap<String, Integer>();
        var started = System.nanoTime();
        for (var record : records) {
            var cells = cells(record);
            var truth = plan.labels.get(cells.get(columns.indexOf(plan.label)));
            var answer = post("integrator", "/api/v1/decisions", "application/json", body(plan, columns, cells));
            var level = one("\"level\":\"([A-Z_]+)\"", answer);
            sent.merge(level, 1, Integer::sum);
            right.merge(level, one("\"prediction\":\\{\"label\":\"([^\"]+)\"", answer).equals(truth) ? 1 : 0, Integer::sum);
        }
        System.out.printf(
                "  %-15s %,d one after another in %.1f s%n", "decisions", records.size(), seconds(started));
        for (var level : List.of("AUTO_APPROVE", "HUMAN_ON_THE_LOOP", "HUMAN_IN_THE_LOOP")) {
            int n = sent.getOrDefault(level, 0);
            int ok = right.getOrDefault(level, 0);
            System.out.printf(
                    "    %-18s %4d  %5.1f %%%s%n",
                    level,
                    n,
                    100.0 * n / records.size(),
                    n == 0 ? "" : "   model right on %d of %d, %.1f %%".formatted(ok, n, 100.0 * ok / n));
        }
    }

    /** The case as JSON; what reads as a number is one, and an empty cell is left out. */
    private static String body(Plan plan, List<String> columns, List<String> cells) {
        var fields = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            var cell = cells.get(i);
            var isField = !columns.get(i).equals(plan.label) && !plan.left.contains(columns.get(i));
            if (isField && !cell.isEmpty()) {
                var isNumber = !plan.useCase.equals("moderation") && cell.matches("-?[0-9]+(\\.[0-9]+)?");
                fields.add("\"" + columns.get(i) + "\": " + (isNumber ? cell : quoted(cell)));
            }
        }
        return "{\"useCase\": \"" + plan.useCase + "\", \"case\": {" + String.join(", ", fields) + "}}";
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            json.append(c == '"' || c == '\\' ? "\\" + c : c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
        return json.append('"').toString();
    }

    private String post(String user, String path, String type, String body) throws IOException, InterruptedException {
        return send(request(user, path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /** In the demo everyone's password is the name. */
    private HttpRequest.Builder request(String user, String path) {
        var credentials = Base64.getEncoder().encodeToString((user + ":" + user).getBytes());
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Basic " + credentials);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.request().uri() + " answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String one(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("There is no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    /** The records of a CSV file as they are, line ends included; a quoted cell may span lines. */
    private static List<String> records(String csv) {
        var records = new ArrayList<String>();
        var quoted = false;
        var from = 0;
        for (int i = 0; i < csv.length(); i++) {
            quoted ^= csv.charAt(i) == '"';
            if (csv.charAt(i) == '\n' && !quoted) {
                records.add(csv.substring(from, i + 1));
                from = i + 1;
            }
        }
        if (from < csv.length()) {
            records.add(csv.substring(from) + "\n");
        }
        return records;
    }

    private static List<String> cells(String record) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < record.length() && record.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ',' || c == '\n')) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        return cells;
    }
}
