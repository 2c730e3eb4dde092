package org.countersign.security;

import java.net.InetAddress;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** People to play with, each with the name as password; never where another machine could reach them. */
@Component
@Profile("demo")
class DemoUsers {

    private final SecuritySettings settings;

    DemoUsers(SecuritySettings settings, ServerProperties server) {
        InetAddress address = server.getAddress();
        if (address == null || !address.isLoopbackAddress()) {
            throw new IllegalStateException("The profile demo has users whose password is their name. It runs on"
                    + " server.address=127.0.0.1 only; without the profile any address will do.");
        }
        this.settings = settings;
    }

    void ensure(Accounts accounts) {
        settings.demoUsers().forEach((name, groups) -> {
            groups.stream()
                    .filter(group -> !accounts.hasGroup(group))
                    .forEach(queue -> accounts.group(queue, queue, Queues.TYPE));
            if (!accounts.hasUser(name)) {
                accounts.user(name, name, groups);
            }
        });
    }
}
