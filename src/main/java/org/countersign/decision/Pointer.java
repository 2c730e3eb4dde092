package org.countersign.decision;

/** JSON pointers, RFC 6901. */
public final class Pointer {

    private Pointer() {}

    /** The pointer to a member of what another pointer points to; "" is the whole. */
    public static String to(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
