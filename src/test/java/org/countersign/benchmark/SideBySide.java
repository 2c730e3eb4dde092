package org.countersign.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.Statements;

/**
 * Decisions per second and rows written per auto-approved decision: Countersign beside the bare engine, on H2 and on
 * PostgreSQL. Contenders take turns, so that what else the machine does falls on all of them. About three minutes on
 * two idle cores: {@code mvn -q test-compile exec:java}
 */
public final class SideBySide {

    private static final int ROUNDS = 5;
    private static final int TURN = 1500;
    private static final int WARM_UP = 2500;
    private static final int COUNTED = 100;
    private static final List<Integer> THREADS = List.of(1, 4);

    private SideBySide() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("Decisions side by side, in about three minutes …");
        var table = new Table(THREADS);
        for (var place : List.of(Place.h2(), Place.postgres())) {
            try (place;
                    var program = new Shipped(place);
                    var own = BareEngine.withItsOwnDefaults(place);
                    var ours = BareEngine.withOurHistory(place)) {
                compare(place, List.of(own, ours, program.inProcess(), program.overHttp()), table);
            }
        }
        System.out.println(table);
    }

    /** The first contender is the one that the others are compared to. */
    private static void compare(Place place, List<Contender> contenders, Table table) throws Exception {
        for (var contender : contenders) {
            Turn.warmUp(contender, WARM_UP);
        }
        var rounds = new ArrayList<List<List<Turn>>>();
        for (int round = 0; round < ROUNDS; round++) {
            var turns = new ArrayList<List<Turn>>();
            for (var contender : contenders) {
                var byThreads = new ArrayList<Turn>();
                for (int threads : THREADS) {
                    byThreads.add(Turn.of(contender, threads, TURN));
                }
                turns.add(byThreads);
            }
            rounds.add(turns);
        }
        for (int c = 0; c < contenders.size(); c++) {
            table.add(place, contenders.get(c).title(), costs(contenders.get(c)), rounds, c);
        }
    }

    private static List<Statements.Log> costs(Contender contender) {
        var asking = Thread.currentThread();
        return Stream.generate(
                        () -> Statements.during(t -> t.equals(asking) || contender.worksFor(t), contender::decide))
                .limit(COUNTED)
                .toList();
    }
}
