package org.countersign.routing;

import java.util.List;
import org.countersign.routing.Token.Kind;

/** Walks over tokens; what is not as expected is noted, and ends the rule. */
final class Tokens {

    private final List<Token> tokens;
    private final Problems problems;
    private int at;

    Tokens(List<Token> tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekNext() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        var token = peek();
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean skipSymbol(String symbol) {
        return skipIf(peek().isSymbol(symbol));
    }

    boolean skipWord(String word) {
        return skipIf(peek().isWord(word));
    }

    void symbol(String symbol, String where) {
        if (!skipSymbol(symbol)) {
            throw unreadable(
                    "Expected '" + symbol + "' " + where + ", found " + peek().shown() + ".",
                    "Write '" + symbol + "' here.");
        }
    }

    void word(String word, String mend) {
        if (!skipWord(word)) {
            throw unreadable("Expected '" + word + "', found " + peek().shown() + ".", mend);
        }
    }

    Token expect(Kind kind, String what, String mend) {
        if (peek().kind() != kind) {
            throw unreadable("Expected " + what + ", found " + peek().shown() + ".", mend);
        }
        return next();
    }

    Unreadable unreadable(String what, String mend) {
        problems.add(peek(), what, mend);
        return new Unreadable();
    }

    private boolean skipIf(boolean condition) {
        if (condition) {
            next();
        }
        return condition;
    }
}
