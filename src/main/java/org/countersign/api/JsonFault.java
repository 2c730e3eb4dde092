package org.countersign.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.decision.Pointer;
import org.countersign.decision.Problem;

/** Puts what Jackson says of a body into a pointer, what is wrong and the mend. */
final class JsonFault {

    private JsonFault() {}

    static Problem of(Exception e) {
        var cause = e.getCause() instanceof JsonProcessingException json ? json : null;
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return new Problem(
                    pointer(unknown.getPath()),
                    "There is no such member.",
                    "Known are "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        if (cause instanceof InvalidFormatException wrong
                && wrong.getTargetType().isEnum()) {
            return new Problem(
                    pointer(wrong.getPath()),
                    "\"" + wrong.getValue() + "\" is none of its values.",
                    "Send one of "
                            + Stream.of(wrong.getTargetType().getEnumConstants())
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        if (cause instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return new Problem(pointer(mapping.getPath()), "It has the wrong type.", "See the README for the shape.");
        }
        if (cause != null) {
            var at = cause.getLocation();
            return new Problem(
                    "",
                    "The body is not JSON: " + cause.getOriginalMessage()
                            + (at == null ? "." : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")."),
                    "Send JSON in UTF-8.");
        }
        return new Problem("", "The body is missing or cannot be read.", "Send JSON in UTF-8.");
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(r -> Pointer.to("", r.getFieldName() == null ? String.valueOf(r.getIndex()) : r.getFieldName()))
                .collect(Collectors.joining());
    }
}
