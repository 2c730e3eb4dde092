package org.countersign.routing;

/** An XLSX file that cannot be read as a table; line and column are of the cell at fault, else 1. */
final class BadWorkbook extends RuntimeException {

    private final transient RuleProblem problem;

    BadWorkbook(String what, String mend) {
        this(1, 1, what, mend);
    }

    BadWorkbook(int line, int column, String what, String mend) {
        super(what, null, false, false);
        this.problem = new RuleProblem(line, column, what, mend);
    }

    RuleProblem problem() {
        return problem;
    }
}
