package org.countersign.prediction;

import java.util.List;
import org.countersign.policy.FieldType;
import org.jspecify.annotations.Nullable;

/** A field that a brought model does not look at. */
record UnusedEncoding(String field, FieldType fieldType, int first) implements FieldEncoding {

    @Override
    public int width() {
        return 0;
    }

    @Override
    public List<String> meanings() {
        return List.of();
    }

    @Override
    public void encode(@Nullable Object value, Columns into) {}
}
