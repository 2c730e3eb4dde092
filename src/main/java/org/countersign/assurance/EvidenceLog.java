package org.countersign.assurance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link WealthStream} is told, in words that tell it again: {@code =0.05} expects draws with that probability,
 * {@code 3:0.05:1:id} is a decision from the fourth threshold on (counted from 0) that was drawn with that probability
 * and found wrong (1) or right (0), {@code unanswered} in place of its id while nobody has judged it, {@code 3} one that was not drawn, {@code 3*7} seven of those.
 */
final class EvidenceLog {

    static final String UNANSWERED = "unanswered";

    private final StringBuilder words = new StringBuilder();
    private int rung = -1;
    private int times;

    void expectDraws(double least) {
        flush();
        word("=" + least);
    }

    void drawn(int atRung, double probability, boolean wrong, String decisionId) {
        flush();
        word(String.format(Locale.ROOT, "%d:%s:%d:%s", atRung, probability, wrong ? 1 : 0, decisionId));
    }

    void undrawn(int atRung) {
        if (atRung != rung) {
            flush();
            rung = atRung;
        }
        times++;
    }

    /** What was told since the last time. */
    String take() {
        flush();
        var taken = words.toString();
        words.setLength(0);
        return taken;
    }

    private void flush() {
        if (times > 0) {
            word(times == 1 ? Integer.toString(rung) : rung + "*" + times);
        }
        rung = -1;
        times = 0;
    }

    private void word(String word) {
        words.append(words.isEmpty() ? "" : " ").append(word);
    }

    /** Tells a stream again what it was told; refuses what is no such log. */
    static void tell(WealthStream stream, List<Double> grid, String words) {
        for (var word : words.isEmpty() ? new String[0] : words.split(" ")) {
            if (word.startsWith("=")) {
                stream.expectDraws(Double.parseDouble(word.substring(1)));
            } else if (word.contains(":")) {
                var parts = word.split(":", 4);
                stream.add(
                        grid.get(Integer.parseInt(parts[0])), Double.parseDouble(parts[1]), true, parts[2].equals("1"));
            } else {
                var star = word.indexOf('*');
                var score = grid.get(Integer.parseInt(star < 0 ? word : word.substring(0, star)));
                for (var left = star < 0 ? 1 : Integer.parseInt(word.substring(star + 1)); left > 0; left--) {
                    stream.add(score, 1, false, false);
                }
            }
        }
    }

    /** The digest of a log that goes on: of all before it, and of the next part. */
    static String digest(String before, String part) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest((before + part).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
