package org.countersign.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the cells of a column of a decision table are. */
sealed interface TableColumn {

    /** As a header names it. */
    String heading();

    /** A part of every rule. */
    enum Part implements TableColumn {
        NAME,
        OWNER,
        RATIONALE,
        EFFECTIVE,
        EXPIRES,
        LEVEL,
        WHY,
        QUEUE,
        PRIORITY,
        SECOND_PERSON;

        static final List<Part> BEFORE_CONDITIONS = List.of(NAME, OWNER, RATIONALE, EFFECTIVE, EXPIRES);
        static final List<Part> AFTER_CONDITIONS = List.of(LEVEL, WHY, QUEUE, PRIORITY, SECOND_PERSON);

        @Override
        public String heading() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        static Optional<Part> of(String heading) {
            var words = heading.strip().toLowerCase(Locale.ROOT).replaceAll("[ _]+", " ");
            return Arrays.stream(values())
                    .filter(part -> part.heading().equals(words))
                    .findFirst();
        }
    }

    /**
     * A condition on a field.
     *
     * @param test the symbol of an {@link Operator}, or {@code in}, or {@code not in}
     */
    record Asked(FactType fact, String field, String test) implements TableColumn {

        static final List<String> TESTS = List.of("==", "!=", ">", ">=", "<", "<=", "in", "not in");

        @Override
        public String heading() {
            return (fact == FactType.CASE ? "" : fact.word() + ".") + field + " " + test;
        }

        boolean takesList() {
            return test.endsWith("in");
        }

        /** The same test as rule text has it. */
        Condition condition(List<Literal> literals) {
            return takesList()
                    ? new Condition.Membership(field, test.equals("not in"), literals)
                    : new Condition.Comparison(field, Operator.of(test).orElseThrow(), literals.get(0));
        }
    }

    /** A column that says nothing, or that could not be read, which has been noted. */
    record Nothing(boolean noted) implements TableColumn {

        @Override
        public String heading() {
            return "";
        }
    }
}
