package org.countersign.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.countersign.prediction.BroughtModel;
import org.jspecify.annotations.Nullable;

/** What a brought model is said to be, as it is sent: anything may be absent. */
record Declaration(
        @Nullable String input,
        @Nullable String output,
        @Nullable Boolean logits,
        @Nullable List<@Nullable String> labels,
        @Nullable List<@Nullable Column> columns) {

    private static final String MEND =
            "Send {\"input\", \"output\", \"labels\": [\"…\"], \"columns\": [{\"field\": \"…\"}]}.";

    record Column(
            @Nullable String field,
            @Nullable List<@Nullable String> values,
            @Nullable Double missing) {}

    static BroughtModel read(ObjectMapper json, String text) {
        try {
            var said = json.readValue(text, Declaration.class);
            if (said == null) {
                throw new InvalidInput("", "There is no declaration.", MEND);
            }
            return said.whole();
        } catch (JsonProcessingException e) {
            throw new InvalidInput(List.of(JsonFault.of(new IOException(e))));
        }
    }

    private BroughtModel whole() {
        var problems = new ArrayList<Problem>();
        var inputName = name(input, "/input", problems);
        var outputName = name(output, "/output", problems);
        var labelNames = names(labels, "/labels", problems);
        var read = new ArrayList<BroughtModel.Column>();
        if (columns == null) {
            problems.add(new Problem("/columns", "It is missing.", MEND));
        } else {
            for (int i = 0; i < columns.size(); i++) {
                read.add(column(columns.get(i), "/columns/" + i, problems));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new BroughtModel(inputName, outputName, Boolean.TRUE.equals(logits), labelNames, read);
    }

    private static BroughtModel.Column column(@Nullable Column said, String at, List<Problem> problems) {
        var column = said == null ? new Column(null, null, null) : said;
        return new BroughtModel.Column(
                name(column.field(), at + "/field", problems),
                column.values() == null ? null : names(column.values(), at + "/values", problems),
                column.missing());
    }

    private static List<String> names(@Nullable List<@Nullable String> said, String at, List<Problem> problems) {
        var names = new ArrayList<String>();
        if (said == null) {
            problems.add(new Problem(at, "It is missing.", MEND));
        } else {
            for (int i = 0; i < said.size(); i++) {
                names.add(name(said.get(i), at + "/" + i, problems));
            }
        }
        return names;
    }

    private static String name(@Nullable String said, String at, List<Problem> problems) {
        if (said == null) {
            problems.add(new Problem(at, "It is missing.", MEND));
            return "";
        }
        return said;
    }
}
