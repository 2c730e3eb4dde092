package org.countersign.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy;
import org.countersign.routing.Action.AskSecondPerson;
import org.countersign.routing.Action.SetLevel;
import org.countersign.routing.Token.Kind;

/** Reads what stands between {@code then} and {@code end}: one to three calls of our actions with a literal. */
final class ActionParser {

    static final int MOST_ACTIONS = 3;
    private static final List<String> ACTIONS =
            List.of("review", "onTheLoop", "approve", "queue", "priority", "secondPerson");

    private static final Set<String> ONE_LEVEL = Set.of("approve", "onTheLoop", "review");
    private static final Set<String> ONE_WITH_SECOND_PERSON = Set.of("approve", "onTheLoop", "secondPerson");

    private final Tokens tokens;
    private final ActionChecks checks;
    private final Problems problems;

    ActionParser(Tokens tokens, Policy policy, Problems problems) {
        this.tokens = tokens;
        this.checks = new ActionChecks(policy, problems);
        this.problems = problems;
    }

    /** From after {@code then} to after {@code end}. */
    List<Action> actions(boolean readsWorkload) {
        var actions = new ArrayList<Action>();
        var seen = new HashSet<String>();
        while (!tokens.peek().isWord("end")) {
            if (actions.size() == MOST_ACTIONS) {
                throw tokens.unreadable(
                        "The rule has more than " + MOST_ACTIONS + " actions.", "Close the rule with 'end' here.");
            }
            tokens.word("route", "Write an action, such as route.review(\"why\"); or close the rule with 'end'.");
            tokens.symbol(".", "after 'route'");
            var name = tokens.expect(Kind.WORD, "an action", TermChecks.nearest("", ACTIONS));
            checkOnce(name, seen, readsWorkload);
            tokens.symbol("(", "after the action");
            actions.add(action(name));
            tokens.symbol(")", "after the action's value");
            tokens.symbol(";", "after the action");
        }
        if (actions.isEmpty()) {
            problems.add(tokens.peek(), "The rule does nothing.", "Write an action, such as route.review(\"why\");");
        }
        tokens.next();
        return actions;
    }

    private Action action(Token name) {
        return switch (name.text()) {
            case "review" -> new SetLevel(OversightLevel.HUMAN_IN_THE_LOOP, why());
            case "onTheLoop" -> new SetLevel(OversightLevel.HUMAN_ON_THE_LOOP, why());
            case "approve" -> new SetLevel(OversightLevel.AUTO_APPROVE, why());
            case "secondPerson" -> new AskSecondPerson(why());
            case "queue" -> queue();
            case "priority" -> priority();
            default -> {
                problems.add(
                        name, "There is no action " + name.shown() + ".", TermChecks.nearest(name.text(), ACTIONS));
                throw new Unreadable();
            }
        };
    }

    private void checkOnce(Token name, Set<String> seen, boolean readsWorkload) {
        if (!seen.add(name.text())) {
            problems.add(name, "The rule says " + name.shown() + " twice.", "Keep one of them.");
        }
        if (isTwoOf(ONE_LEVEL, seen, name) || isTwoOf(ONE_WITH_SECOND_PERSON, seen, name)) {
            problems.add(name, "The rule asks for two levels at once.", "Keep one of them; the second person reviews.");
        }
        if (readsWorkload && name.text().equals("approve")) {
            checks.lowersByWorkload(name);
        }
    }

    private static boolean isTwoOf(Set<String> exclusive, Set<String> seen, Token name) {
        return exclusive.contains(name.text())
                && exclusive.stream().filter(seen::contains).count() > 1;
    }

    private String why() {
        return checks.why(tokens.expect(Kind.STRING, "the reason in double quotes", "Write why, in double quotes."));
    }

    private Action queue() {
        return checks.queue(
                tokens.expect(Kind.STRING, "a queue in double quotes", "Write the queue in double quotes."));
    }

    private Action priority() {
        return checks.priority(tokens.expect(Kind.NUMBER, "a number from 0 to 100", "Write a number from 0 to 100."));
    }
}
