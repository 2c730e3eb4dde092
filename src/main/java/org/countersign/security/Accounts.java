package org.countersign.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/**
 * Creates groups, users and grants that are not there yet, in one transaction that no other node can be in at the same
 * time. What is there is left as it is, so an administrator's changes outlive a restart.
 */
final class Accounts {

    /** A group may do this to that. */
    record Grant(String group, Resource resource, String id, List<Permission> permissions) {}

    private final ProcessEngine engine;
    private final Map<String, String> groups = new HashMap<>();
    private final Set<String> grants = new HashSet<>();

    private Accounts(ProcessEngine engine, Collection<String> ofGroups) {
        this.engine = engine;
        engine.getIdentityService().createGroupQuery().list().forEach(g -> groups.put(g.getId(), g.getName()));
        if (!ofGroups.isEmpty()) {
            engine.getAuthorizationService()
                    .createAuthorizationQuery()
                    .groupIdIn(ofGroups.toArray(String[]::new))
                    .list()
                    .forEach(a -> grants.add(key(a.getGroupId(), a.getResourceType(), a.getResourceId())));
        }
    }

    /** Runs the work; {@code grantees} are the groups that it will grant something to. */
    static void ensure(ProcessEngine engine, Collection<String> grantees, Consumer<Accounts> work) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        configuration.getCommandExecutorTxRequired().execute(command -> {
            command.getPropertyManager().acquireExclusiveLock();
            work.accept(new Accounts(engine, grantees));
            return null;
        });
    }

    ProcessEngine engine() {
        return engine;
    }

    /** The title is what people read; it follows the policy. */
    void group(String id, String title, String type) {
        var known = groups.put(id, title);
        if (title.equals(known)) {
            return;
        }
        var identities = engine.getIdentityService();
        var group = known == null
                ? identities.newGroup(id)
                : identities.createGroupQuery().groupId(id).singleResult();
        group.setName(title);
        group.setType(type);
        identities.saveGroup(group);
    }

    boolean hasGroup(String id) {
        return groups.containsKey(id);
    }

    boolean hasUser(String name) {
        return engine.getIdentityService().createUserQuery().userId(name).count() > 0;
    }

    /** The groups must be there. Camunda's password policy does not hold here: who calls decides. */
    void user(String name, String password, Collection<String> of) {
        var identities = (IdentityServiceImpl) engine.getIdentityService();
        var user = identities.newUser(name);
        user.setFirstName(name);
        user.setLastName("");
        user.setPassword(password);
        identities.saveUser(user, true);
        of.forEach(group -> identities.createMembership(name, group));
    }

    void grant(Grant grant) {
        if (!grants.add(key(grant.group, grant.resource.resourceType(), grant.id))) {
            return;
        }
        var authorizations = engine.getAuthorizationService();
        var authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        authorization.setGroupId(grant.group);
        authorization.setResource(grant.resource);
        authorization.setResourceId(grant.id);
        authorization.setPermissions(grant.permissions.toArray(Permission[]::new));
        authorizations.saveAuthorization(authorization);
    }

    void grantAll(List<Grant> all) {
        all.forEach(this::grant);
    }

    private static String key(String group, int resource, String id) {
        return String.join("\n", Arrays.asList(group, Integer.toString(resource), id));
    }
}
