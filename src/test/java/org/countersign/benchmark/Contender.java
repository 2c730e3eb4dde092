package org.countersign.benchmark;

/** One way to have a decision auto-approved. Any thread may ask. */
interface Contender extends AutoCloseable {

    String title();

    void decide();

    /** Whether a thread works for this contender's decisions, apart from the one that asks. */
    default boolean worksFor(Thread thread) {
        return false;
    }

    @Override
    void close();
}
