package org.countersign.prediction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.policy.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * A text as its words and pairs of neighbouring words: {@code (1 + ln count) * idf}, scaled to length 1, or for naive
 * Bayes {@code 1 + ln count} as it is.
 *
 * @param terms the terms known, those that occur in at least two texts
 * @param nothing the column that says that the text is missing or holds no known term, or {@link FieldEncoding#NONE}
 * @param counted whether counts stay as they are; models stored before there was a choice do not say it
 */
record TextEncoding(String field, int first, Map<String, Term> terms, int nothing, boolean counted)
        implements FieldEncoding {

    private static final int LEAST_TEXTS = 2;

    /** A term's column and its weight, the higher the fewer texts hold it. */
    record Term(int column, double idf) {}

    TextEncoding {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    static TextEncoding learn(String field, int first, List<@Nullable Object> texts, int mostTerms) {
        return learn(field, first, texts, mostTerms, false);
    }

    static TextEncoding counted(String field, int first, List<@Nullable Object> texts, int mostTerms) {
        return learn(field, first, texts, mostTerms, true);
    }

    private static TextEncoding learn(
            String field, int first, List<@Nullable Object> texts, int mostTerms, boolean counted) {
        var frequencies = new TreeMap<String, Integer>();
        for (var text : texts) {
            if (text != null) {
                new HashSet<>(Words.terms((String) text)).forEach(term -> frequencies.merge(term, 1, Integer::sum));
            }
        }
        // stable sort of sorted terms: which terms are kept depends on the texts only
        var kept = frequencies.entrySet().stream()
                .filter(e -> e.getValue() >= LEAST_TEXTS)
                .sorted(Comparator.comparing(Map.Entry<String, Integer>::getValue)
                        .reversed())
                .limit(mostTerms)
                .sorted(Map.Entry.comparingByKey())
                .toList();
        var terms = new LinkedHashMap<String, Term>();
        for (var entry : kept) {
            double idf = counted ? 1 : 1 + Math.log((1.0 + texts.size()) / (1.0 + entry.getValue()));
            terms.put(entry.getKey(), new Term(first + terms.size(), idf));
        }
        var encoding = new TextEncoding(field, first, terms, NONE, counted);
        boolean someHoldNothing = texts.stream()
                .anyMatch(t ->
                        t == null || encoding.count(Words.terms((String) t)).isEmpty());
        return someHoldNothing ? new TextEncoding(field, first, terms, first + terms.size(), counted) : encoding;
    }

    @Override
    public FieldType fieldType() {
        return FieldType.TEXT;
    }

    @Override
    public int width() {
        return terms.size() + (nothing == NONE ? 0 : 1);
    }

    @Override
    public List<String> meanings() {
        var meanings = new ArrayList<String>();
        terms.keySet().forEach(term -> meanings.add(field + ": " + term));
        if (nothing != NONE) {
            meanings.add(field + " nothing known");
        }
        return meanings;
    }

    @Override
    public void encode(@Nullable Object value, Columns into) {
        var words = value == null ? List.<String>of() : Words.terms((String) value);
        var counts = count(words);
        int seen = 0;
        for (int count : counts.values()) {
            seen += count;
        }
        into.strange(first, words.isEmpty() ? 0 : 1 - (double) seen / words.size());
        if (counts.isEmpty()) {
            if (nothing != NONE) {
                into.add(nothing, 1);
            }
            return;
        }
        double squares = 0;
        for (var entry : counts.entrySet()) {
            double weight = weight(entry);
            squares += weight * weight;
        }
        double length = counted ? 1 : Math.sqrt(squares);
        counts.entrySet().forEach(entry -> into.add(entry.getKey().column(), weight(entry) / length));
    }

    private static double weight(Map.Entry<Term, Integer> counted) {
        return (1 + Math.log(counted.getValue())) * counted.getKey().idf();
    }

    /** In the order of the columns, so that sums come out the same to the last bit everywhere. */
    private Map<Term, Integer> count(List<String> words) {
        var counts = new TreeMap<Term, Integer>(Comparator.comparingInt(Term::column));
        for (var word : words) {
            var term = terms.get(word);
            if (term != null) {
                counts.merge(term, 1, Integer::sum);
            }
        }
        return counts;
    }
}
