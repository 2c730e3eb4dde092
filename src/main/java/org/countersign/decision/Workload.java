package org.countersign.decision;

/** How much waits for people in the use case's queue: open review tasks, and the age of the oldest in minutes. */
public record Workload(int waiting, double oldest) {

    public static Workload none() {
        return new Workload(0, 0);
    }
}
