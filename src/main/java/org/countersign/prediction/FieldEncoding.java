package org.countersign.prediction;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.countersign.policy.FieldType;
import org.jspecify.annotations.Nullable;

/** How the values of one field become columns {@code first} to {@code first + width() - 1}. Stored as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NumberEncoding.class, name = "number"),
    @JsonSubTypes.Type(value = BinEncoding.class, name = "bins"),
    @JsonSubTypes.Type(value = CategoryEncoding.class, name = "category"),
    @JsonSubTypes.Type(value = TextEncoding.class, name = "text"),
    @JsonSubTypes.Type(value = UnusedEncoding.class, name = "unused")
})
sealed interface FieldEncoding permits NumberEncoding, BinEncoding, CategoryEncoding, TextEncoding, UnusedEncoding {

    /** In place of a column: training saw nothing of the kind, so there is none. */
    int NONE = -1;

    String field();

    FieldType fieldType();

    int first();

    int width();

    /** What the columns mean, in their order; for people who read the stored model. */
    List<String> meanings();

    /** {@code value} is of the field's type, or null when it is missing. */
    void encode(@Nullable Object value, Columns into);
}
