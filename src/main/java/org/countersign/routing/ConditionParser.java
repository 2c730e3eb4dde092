package org.countersign.routing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.countersign.routing.Condition.AllOf;
import org.countersign.routing.Condition.AnyOf;
import org.countersign.routing.Condition.Comparison;
import org.countersign.routing.Condition.Membership;
import org.countersign.routing.Condition.Not;
import org.countersign.routing.Token.Kind;

/**
 * Reads what stands between the parentheses of a pattern: field, operator and literal, joined by {@code ,}
 * {@code &&} {@code ||} {@code !}; and checks it against what the fact has.
 */
final class ConditionParser {

    private static final int DEEPEST = 12;
    static final int MOST_CONSTRAINTS = 40;
    static final int LONGEST_LIST = 200;

    private final Tokens tokens;
    private final Vocabulary vocabulary;
    private final Problems problems;
    private int constraints;

    /** One for each rule, as the limit on constraints is the rule's. */
    ConditionParser(Tokens tokens, Vocabulary vocabulary, Problems problems) {
        this.tokens = tokens;
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    /** From after the opening parenthesis to after the closing one. */
    List<Condition> conditions(FactType fact) {
        var conditions = new ArrayList<Condition>();
        if (tokens.skipSymbol(")")) {
            return conditions;
        }
        do {
            conditions.add(anyOf(fact, 1));
        } while (tokens.skipSymbol(","));
        tokens.symbol(")", "after the condition");
        return conditions;
    }

    private Condition anyOf(FactType fact, int depth) {
        var parts = new ArrayList<Condition>();
        do {
            parts.add(allOf(fact, depth));
        } while (tokens.skipSymbol("||"));
        return parts.size() == 1 ? parts.get(0) : new AnyOf(parts);
    }

    private Condition allOf(FactType fact, int depth) {
        var parts = new ArrayList<Condition>();
        do {
            parts.add(part(fact, depth));
        } while (tokens.skipSymbol("&&"));
        return parts.size() == 1 ? parts.get(0) : new AllOf(parts);
    }

    private Condition part(FactType fact, int depth) {
        boolean not = tokens.skipSymbol("!");
        if (!not && !tokens.peek().isSymbol("(")) {
            return constraint(fact);
        }
        if (depth > DEEPEST) {
            throw tokens.unreadable("Parentheses are nested too deep.", "Nest at most " + DEEPEST + " deep.");
        }
        tokens.symbol("(", not ? "after '!'" : "here");
        var inner = anyOf(fact, depth + 1);
        tokens.symbol(")", "after the condition");
        return not ? new Not(inner) : inner;
    }

    private Condition constraint(FactType fact) {
        var field = tokens.expect(Kind.WORD, "a field of " + fact.word(), "Write: field, operator, value.");
        if (++constraints > MOST_CONSTRAINTS) {
            throw tokens.unreadable(
                    "The rule has more than " + MOST_CONSTRAINTS + " constraints.", "Split it into several rules.");
        }
        var term = new TermChecks(vocabulary, problems, fact, field);
        boolean negated = tokens.peek().isWord("not") && tokens.peekNext().isWord("in") && tokens.skipWord("not");
        if (tokens.skipWord("in")) {
            var literals = list(term);
            return new Membership(field.text(), negated, literals);
        }
        var symbol = tokens.peek();
        var operator = symbol.kind() == Kind.SYMBOL
                ? Operator.of(symbol.text()).orElseThrow(() -> badOperator(symbol))
                : unknownOperator(symbol);
        tokens.next();
        term.checkOperator(operator, symbol);
        return new Comparison(field.text(), operator, literal(term));
    }

    private Operator unknownOperator(Token symbol) {
        throw badOperator(symbol);
    }

    private Unreadable badOperator(Token symbol) {
        return tokens.unreadable(
                symbol.shown() + " is no operator.", "Use one of == != < <= > >=, in (…) or not in (…).");
    }

    private List<Literal> list(TermChecks term) {
        tokens.symbol("(", "after 'in'");
        var literals = new ArrayList<Literal>();
        do {
            if (literals.size() == LONGEST_LIST) {
                throw tokens.unreadable("The list is too long.", "A list has at most " + LONGEST_LIST + " values.");
            }
            literals.add(literal(term));
        } while (tokens.skipSymbol(","));
        tokens.symbol(")", "after the list");
        return literals;
    }

    private Literal literal(TermChecks term) {
        var token = tokens.peek();
        boolean truth = token.isWord("true") || token.isWord("false");
        if (token.kind() != Kind.NUMBER && token.kind() != Kind.STRING && !truth) {
            throw tokens.unreadable(
                    "Expected a value, found " + token.shown() + ".",
                    "Write a number, a text in double quotes, true or false.");
        }
        tokens.next();
        Literal literal = truth
                ? new Literal.Truth(token.isWord("true"))
                : token.kind() == Kind.STRING ? new Literal.Text(token.text()) : number(token);
        term.checkLiteral(literal, token);
        return literal;
    }

    private static Literal number(Token token) {
        // a malformed number has been noted by the lexer; any value does then
        boolean wellFormed = token.text().length() <= 20 && token.text().matches("-?[0-9]+([.][0-9]+)?");
        double value = wellFormed ? new BigDecimal(token.text()).doubleValue() : 0;
        return new Literal.Numeric(value == 0 ? 0.0 : value);
    }
}
