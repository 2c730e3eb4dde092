package org.countersign.security;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be asked of the engine's REST, beyond the engine's own authorizations. Two lists: what is closed to all,
 * administrators too, because it would go round the laws; and the little that people who are not administrators need.
 * Paths are without the door's prefix and without {@code /engine/<name>}.
 */
final class EngineRules {

    private static final String ANY_WRITE = "(?!GET|HEAD|OPTIONS).*";

    /** A call and why it is closed. */
    private record Closed(Pattern call, String why) {}

    private static final String BY_PROCESS =
            "Only the process itself may do this: it is not how a decision is changed.";
    private static final String BY_API =
            "Use POST /api/v1/decisions/{id}/cancellation: it leaves its entry in the trail.";

    private static final List<Closed> CLOSED = List.of(
            closed("POST", "/process-definition/.+/(submit-form|restart|restart-async)", BY_PROCESS),
            closed(ANY_WRITE, "/(modification|migration|message|signal|condition|external-task)(/.*)?", BY_PROCESS),
            closed(ANY_WRITE, "/process-instance/[^/]+/(modification|modification-async|variables)(/.*)?", BY_PROCESS),
            closed(ANY_WRITE, "/process-instance/(variables-async|message-async)", BY_PROCESS),
            closed("DELETE", "/process-instance/[^/]+", BY_API),
            closed("POST", "/process-instance/(delete|delete-historic-query-based)", BY_API),
            closed(ANY_WRITE, "/execution/[^/]+/(signal|localVariables|messageSubscriptions)(/.*)?", BY_PROCESS),
            closed(ANY_WRITE, "/task/create", BY_PROCESS),
            closed(ANY_WRITE, "/task/[^/]+/(bpmnError|bpmnEscalation|delegate|resolve)", BY_PROCESS),
            closed(ANY_WRITE, "/task/[^/]+/(variables|localVariables)(/.*)?", BY_PROCESS),
            // a veto window ends when its time is over, not when someone runs its timer or moves it
            closed(ANY_WRITE, "/job/[^/]+/(execute|duedate)(/.*)?", BY_PROCESS),
            closed("DELETE", "/job/[^/]+", BY_PROCESS),
            closed(ANY_WRITE, "/case-(definition|instance|execution)/.+", BY_PROCESS));

    private static final List<Pattern> PEOPLE = List.of(
            call("GET|HEAD|OPTIONS", "/(version|engine|authorization/check)"),
            call("GET|HEAD|OPTIONS", "/(task|filter)(/.*)?"),
            // not the statistics: how many look again tells a second person how the first one judged
            call("GET|HEAD|OPTIONS", "/process-definition(/(?!.*statistics).*)?"),
            call("POST", "/task(/count)?"),
            call("POST", "/task/[^/]+/(claim|unclaim|complete|submit-form|comment/create)"),
            call("POST", "/filter/[^/]+/(list|singleResult|count)"),
            call("POST", "/process-definition/.+/start"));

    /** What the pages of the web applications ask besides: names of people, and one's own password. */
    private static final List<Pattern> PEOPLE_IN_WEBAPPS = List.of(
            call("GET|HEAD|OPTIONS", "/(identity/groups|identity/password-policy|history/user-operation(/count)?)"),
            call("GET|HEAD|OPTIONS", "/(user/[^/]+/profile|user/?|group/?|user/count|group/count)"),
            call("POST", "/identity/password-policy"),
            call("PUT", "/user/[^/]+/(profile|credentials)"));

    private EngineRules() {}

    /** Why the call is closed to everyone, if it is. */
    static Optional<String> closedToAll(String method, String path, boolean cascade) {
        if (cascade && method.equals("DELETE")) {
            return Optional.of("Deleting with cascade=true would delete running decisions with their history.");
        }
        var call = method + " " + path;
        return CLOSED.stream()
                .filter(closed -> closed.call.matcher(call).matches())
                .map(Closed::why)
                .findFirst();
    }

    static boolean openToPeople(String method, String path, boolean webapp) {
        var call = method + " " + path;
        return PEOPLE.stream().anyMatch(p -> p.matcher(call).matches())
                || (webapp
                        && PEOPLE_IN_WEBAPPS.stream()
                                .anyMatch(p -> p.matcher(call).matches()));
    }

    private static Closed closed(String method, String path, String why) {
        return new Closed(call(method, path), why);
    }

    private static Pattern call(String method, String path) {
        return Pattern.compile("(" + method + ") " + path);
    }
}
