package org.countersign.rehearsal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.countersign.policy.CaseFile;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.policy.PolicyRefused;
import org.countersign.policy.RulesFolder;
import org.countersign.policy.RulesUnreadable;
import org.countersign.prediction.Learner;
import org.countersign.prediction.LearnerUnavailable;

/**
 * The command {@code evaluate}: what a model could carry on a file of labelled cases under the rules of its use case. No
 * server, no database.
 */
public final class EvaluateCommand {

    private static final String LEARNERS =
            Arrays.stream(Learner.values()).map(Learner::name).collect(Collectors.joining(", "));

    private static final String USAGE = """
            Usage: java -jar countersign.jar evaluate --use-case <name> --data <file.csv> [options]
              --learner <learner>              %s; default BOOSTED_TREES
              --person <column>                the column with what a person decided, in the spellings of labels
              --report <file.html>             default evaluation-<use case>.html
              --rules <folder>                 with <use case>/policy.yaml and its rules; default as for the server
            """.formatted(LEARNERS);

    private static final Set<String> OPTIONS =
            new TreeSet<>(Set.of("--use-case", "--data", "--learner", "--person", "--report", "--rules"));
    private static final Pattern ROW = Pattern.compile("/rows/(\\d+)(?:/(.*))?");
    private static final int ROWS_BETWEEN = 100_000;

    /** Which tells of each training on the console, and is kept here or it would be forgotten. */
    private static final Logger TRAINERS = Logger.getLogger("org.tribuo");

    private final PrintStream out;
    private final PrintStream err;

    /** Why it cannot be done, in words for the one who typed. */
    private static final class Unusable extends RuntimeException {
        Unusable(String why) {
            super(why);
        }
    }

    private EvaluateCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code: 0 done, 1 the file, the policy or the rules are wrong, 2 the command is. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        var command = new EvaluateCommand(out, err);
        Map<String, String> options;
        try {
            options = options(arguments);
        } catch (Unusable wrong) {
            err.println(wrong.getMessage());
            err.print(USAGE);
            return 2;
        }
        TRAINERS.setLevel(Level.WARNING);
        try {
            command.evaluate(options);
            return 0;
        } catch (Unusable | PolicyRefused | RulesUnreadable | LearnerUnavailable wrong) {
            err.println(wrong.getMessage());
        } catch (InvalidInput wrong) {
            command.tell(Path.of(options.getOrDefault("--data", "")), wrong.problems());
        } catch (UncheckedIOException failed) {
            err.println("It failed: " + failed.getCause());
        }
        return 1;
    }

    private static Map<String, String> options(List<String> arguments) {
        var options = new HashMap<String, String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i);
            if (!OPTIONS.contains(name)) {
                throw new Unusable("There is no option '" + name + "'.");
            }
            if (i + 1 == arguments.size()) {
                throw new Unusable("What " + name + " is, is missing.");
            }
            if (options.put(name, arguments.get(i + 1)) != null) {
                throw new Unusable(name + " is there twice.");
            }
        }
        for (var needed : List.of("--use-case", "--data")) {
            if (!options.containsKey(needed)) {
                throw new Unusable(needed + " is missing.");
            }
        }
        if (Arrays.stream(Learner.values()).noneMatch(l -> l.name().equals(learner(options)))) {
            throw new Unusable("There is no learner '" + learner(options) + "'.");
        }
        return options;
    }

    private static String learner(Map<String, String> options) {
        return options.getOrDefault("--learner", Learner.BOOSTED_TREES.name());
    }

    private void evaluate(Map<String, String> options) {
        var data = Path.of(options.getOrDefault("--data", ""));
        if (!Files.isReadable(data) || Files.isDirectory(data)) {
            throw new Unusable("The file " + data + " cannot be read.");
        }
        var folder = RulesFolder.configured(options.getOrDefault("--rules", setting()));
        var policy = policy(folder, options.getOrDefault("--use-case", ""));
        var rules = FolderRules.read(folder, policy, Instant.now());
        var plan = EvaluationPlan.of(policy, Learner.valueOf(learner(options)), options.get("--person"));
        var report = Evaluation.of(policy, rules, plan, () -> Files.newInputStream(data), this::progress);
        var page = Path.of(options.getOrDefault("--report", "evaluation-" + policy.useCase() + ".html"));
        try {
            Files.writeString(page, EvaluationPage.of(report));
        } catch (IOException e) {
            throw new Unusable("The report cannot be written to " + page + ": " + e);
        }
        out.print(EvaluationTable.of(report));
        out.println("\nWith plots: " + page);
    }

    private static Policy policy(RulesFolder folder, String useCase) {
        var text = folder.read(useCase, "policy.yaml")
                .orElseThrow(() -> new Unusable("There is no use case '%s' in %s. There are: %s."
                        .formatted(useCase, folder.place(), String.join(", ", folder.useCases()))));
        return PolicyReader.read(useCase, RulesFolder.nameOf(useCase, "policy.yaml"), text);
    }

    private static String setting() {
        return System.getProperty("countersign.rules", System.getenv().getOrDefault("COUNTERSIGN_RULES", ""));
    }

    private void progress(String step, long rows) {
        if (rows % ROWS_BETWEEN == 0 || step.startsWith("training")) {
            err.println(String.format(Locale.ROOT, "%s %,d rows", step, rows));
        }
    }

    private void tell(Path data, List<Problem> problems) {
        var rows = problems.stream()
                .map(p -> ROW.matcher(p.pointer()))
                .filter(m -> m.matches())
                .map(m -> Long.valueOf(m.group(1)))
                .collect(Collectors.toSet());
        Map<Long, Long> lines;
        try (var in = Files.newInputStream(data)) {
            lines = CaseFile.lines(in, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var problem : problems) {
            err.println(
                    (data + place(problem.pointer(), lines) + ": " + problem.what() + " " + problem.mend()).strip());
        }
    }

    private static String place(String pointer, Map<Long, Long> lines) {
        var row = ROW.matcher(pointer);
        if (row.matches()) {
            var line = lines.get(Long.valueOf(row.group(1)));
            var column = row.group(2) == null ? "" : ", column " + row.group(2);
            return (line == null ? ", row " + row.group(1) : ":" + line) + column;
        }
        return pointer.startsWith("/header") ? ":1" : "";
    }
}
