package org.countersign.security;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.countersign.security.Accounts.Grant;
import org.springframework.stereotype.Component;

/** The queues as Tasklist knows them: a group of people, and a filter that they alone see. */
@Component
public class Queues {

    static final String TYPE = "QUEUE";
    private static final String MINE = "My tasks";
    private static final String PROMOTIONS = "Models: approve promotion";

    private final ProcessEngine engine;

    Queues(ProcessEngine engine) {
        this.engine = engine;
    }

    /**
     * Creates what is missing of the queues' groups and filters, "My tasks" for everyone who has tasks, and the queue of
     * the model owners. To be called at start and when a policy names a new queue; a second call changes nothing.
     *
     * @param titles queue to the name that people read
     */
    public void ensure(Map<String, String> titles) {
        var grantees = new TreeSet<>(titles.keySet());
        grantees.addAll(Set.of(Roles.CASE_WORKER, Roles.SUPERVISOR, Roles.MODEL_OWNER));
        Accounts.ensure(engine, grantees, accounts -> {
            var filters = filters();
            var tasks = engine.getTaskService();
            var mine = filter(
                    filters, MINE, 10, sorted(tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}")));
            var promotions = filter(
                    filters,
                    PROMOTIONS,
                    0,
                    sorted(tasks.createTaskQuery()
                            .taskCandidateGroup(Roles.MODEL_OWNER)
                            .includeAssignedTasks()));
            accounts.grantAll(List.of(
                    read(Roles.CASE_WORKER, mine),
                    read(Roles.SUPERVISOR, mine),
                    read(Roles.MODEL_OWNER, mine),
                    read(Roles.MODEL_OWNER, promotions)));
            titles.forEach((queue, title) -> {
                accounts.group(queue, title, TYPE);
                var query = tasks.createTaskQuery().taskCandidateGroup(queue).includeAssignedTasks();
                accounts.grant(read(queue, filter(filters, title, 0, sorted(query))));
            });
        });
    }

    private Map<String, Filter> filters() {
        var filters = new HashMap<String, Filter>();
        engine.getFilterService().createTaskFilterQuery().list().forEach(f -> filters.put(f.getName(), f));
        return filters;
    }

    private Filter filter(Map<String, Filter> known, String name, int place, TaskQuery query) {
        return known.computeIfAbsent(name, n -> {
            var filter = engine.getFilterService().newTaskFilter(n);
            filter.setProperties(Map.of("priority", place, "refresh", true, "showUndefinedVariable", false));
            filter.setQuery(query);
            return engine.getFilterService().saveFilter(filter);
        });
    }

    private static TaskQuery sorted(TaskQuery query) {
        return query.orderByTaskPriority().desc().orderByTaskCreateTime().asc();
    }

    private static Grant read(String group, Filter filter) {
        return new Grant(group, Resources.FILTER, filter.getId(), List.of(Permissions.READ));
    }
}
