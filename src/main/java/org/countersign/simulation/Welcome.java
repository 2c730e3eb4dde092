package org.countersign.simulation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says, once the demo is ready, where it is, who can sign in, and what to try first. */
@Component
@Profile("demo")
@Order(20)
class Welcome implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final ServletWebServerApplicationContext server;

    Welcome(ServletWebServerApplicationContext server) {
        this.server = server;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var at = "http://localhost:" + server.getWebServer().getPort();
        LOG.info("""


                Countersign demo is ready.

                  Tasklist   {at}/camunda/app/tasklist/default/
                  Console    {at}/console   (officer, officer2)
                  Cockpit    {at}/camunda/app/cockpit/default/   (admin)
                  REST       {at}/api/v1/use-cases

                  Users (password = name)
                    case workers   worker, worker2, worker3 (credit), moderator, doctor
                    supervisors    supervisor, supervisor2
                    others         integrator, officer, officer2, owner, owner2, auditor, admin

                  Try
                    curl -u integrator:integrator {at}/api/v1/decisions -H 'Content-Type: application/json' -d '
                      {"useCase": "moderation", "case": {"tweet": "what a lovely day"}}'
                """.replace("{at}", at));
    }
}
