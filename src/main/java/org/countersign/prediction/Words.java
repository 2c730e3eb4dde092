package org.countersign.prediction;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into lower-case words and pairs of neighbouring words. */
final class Words {

    /** Longer runs of letters are not words but keys, hashes and the like. */
    private static final int LONGEST_WORD = 40;

    private Words() {}

    static List<String> terms(String text) {
        var words = words(text);
        var terms = new ArrayList<>(words);
        for (int i = 1; i < words.size(); i++) {
            terms.add(words.get(i - 1) + " " + words.get(i));
        }
        return terms;
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        int start = -1;
        for (int i = 0; i <= plain.length(); ) {
            int point = i < plain.length() ? plain.codePointAt(i) : ' ';
            if (isPartOfWord(point)) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                if (i - start <= LONGEST_WORD) {
                    words.add(plain.substring(start, i));
                }
                start = -1;
            }
            i += Character.charCount(point);
        }
        return words;
    }

    private static boolean isPartOfWord(int point) {
        // marks: many scripts write their vowels so
        return Character.isLetterOrDigit(point)
                || Character.getType(point) == Character.NON_SPACING_MARK
                || Character.getType(point) == Character.COMBINING_SPACING_MARK;
    }
}
