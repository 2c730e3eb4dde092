package org.countersign.routing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.countersign.routing.Action.AskSecondPerson;
import org.countersign.routing.Action.SetLevel;
import org.countersign.routing.Action.SetPriority;
import org.countersign.routing.Action.SetQueue;
import org.countersign.routing.Condition.AllOf;
import org.countersign.routing.Condition.AnyOf;
import org.countersign.routing.Condition.Comparison;
import org.countersign.routing.Condition.Membership;
import org.countersign.routing.Condition.Not;
import org.jspecify.annotations.Nullable;

/** Writes rules as canonical DRL: for people, for the archive, and to tell versions apart. */
public final class RuleText {

    private RuleText() {}

    public static String write(RuleSet ruleSet) {
        return ruleSet.rules().stream().map(RuleText::write).collect(Collectors.joining("\n"));
    }

    public static String write(Rule rule) {
        var text = new StringBuilder();
        text.append("rule ").append(quoted(rule.name())).append('\n');
        text.append("    @owner(").append(quoted(rule.owner())).append(")\n");
        text.append("    @rationale(").append(quoted(rule.rationale())).append(")\n");
        day(text, "date-effective", rule.effective());
        day(text, "date-expires", rule.expires());
        text.append("when\n");
        rule.patterns().forEach(p -> text.append("    ").append(pattern(p)).append('\n'));
        text.append("then\n");
        rule.actions().forEach(a -> text.append("    route.").append(action(a)).append(";\n"));
        return text.append("end\n").toString();
    }

    private static void day(StringBuilder text, String attribute, @Nullable LocalDate day) {
        if (day != null) {
            text.append("    " + attribute + " \"" + day + "\"\n");
        }
    }

    private static String pattern(Pattern pattern) {
        if (pattern.conditions().isEmpty()) {
            return pattern.fact().word() + "()";
        }
        return pattern.conditions().stream()
                .map(RuleText::condition)
                .collect(Collectors.joining(", ", pattern.fact().word() + "( ", " )"));
    }

    static String condition(Condition condition) {
        if (condition instanceof Comparison c) {
            return c.field() + " " + c.operator().symbol() + " " + literal(c.literal());
        }
        if (condition instanceof Membership m) {
            return m.field() + (m.negated() ? " not in " : " in ") + literals(m.literals());
        }
        if (condition instanceof Not not) {
            return "!(" + condition(not.part()) + ")";
        }
        if (condition instanceof AllOf all) {
            return joined(" && ", all.parts(), true);
        }
        return joined(" || ", ((AnyOf) condition).parts(), false);
    }

    /** {@code &&} binds tighter than {@code ||}, so only a part that would be read otherwise gets parentheses. */
    private static String joined(String operator, List<Condition> parts, boolean tight) {
        return parts.stream()
                .map(p -> p instanceof AnyOf || (tight && p instanceof AllOf) ? "(" + condition(p) + ")" : condition(p))
                .collect(Collectors.joining(operator));
    }

    private static String literals(List<Literal> literals) {
        return literals.stream().map(RuleText::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String literal(Literal literal) {
        if (literal instanceof Literal.Numeric number) {
            return BigDecimal.valueOf(number.value()).stripTrailingZeros().toPlainString();
        }
        return literal instanceof Literal.Text text
                ? quoted(text.value())
                : Boolean.toString(((Literal.Truth) literal).value());
    }

    private static String action(Action action) {
        if (action instanceof SetLevel level) {
            return word(level) + "(" + quoted(level.why()) + ")";
        }
        if (action instanceof SetQueue queue) {
            return "queue(" + quoted(queue.queue()) + ")";
        }
        if (action instanceof SetPriority priority) {
            return String.format(Locale.ROOT, "priority(%d)", priority.priority());
        }
        return "secondPerson(" + quoted(((AskSecondPerson) action).why()) + ")";
    }

    private static String word(SetLevel action) {
        return switch (action.level()) {
            case AUTO_APPROVE -> "approve";
            case HUMAN_ON_THE_LOOP -> "onTheLoop";
            case HUMAN_IN_THE_LOOP -> "review";
        };
    }

    /** Nothing needs an escape: the language has neither quotes nor backslashes inside a string. */
    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
