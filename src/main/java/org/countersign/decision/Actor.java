package org.countersign.decision;

/** Who did something: a person, a calling system, or the engine itself. */
public record Actor(Kind kind, String name) {

    public enum Kind {
        PERSON,
        SYSTEM,
        ENGINE
    }

    public static final Actor ENGINE = new Actor(Kind.ENGINE, "countersign");

    public static Actor person(String name) {
        return new Actor(Kind.PERSON, name);
    }

    public static Actor system(String name) {
        return new Actor(Kind.SYSTEM, name);
    }
}
