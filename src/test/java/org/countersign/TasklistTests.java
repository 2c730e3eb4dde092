package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What Tasklist shows and to whom, in a real browser. */
@CountersignTest
class TasklistTests {

    private static final String DECIDE = "Consumer credit: decide";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(port, engine);
    }

    @Test
    void everyoneSeesTheirOwnQueuesOnly() {
        assertThat(tasklist("worker").filters()).isEqualTo(List.of(DECIDE, "My tasks"));
        assertThat(tasklist("moderator").filters()).isEqualTo(List.of("Moderation of posts: decide", "My tasks"));
        assertThat(tasklist("supervisor").filters())
                .contains("Consumer credit: watch", "Consumer credit: escalated")
                .doesNotContain(DECIDE);
    }

    @Test
    void aCaseWorkerCanLookAtEveryTabOfATask() {
        var id = desk.send(Desk.credit(7800, "bad", 0.6));
        var worker = tasklist("worker");
        worker.open(DECIDE, desk.reference(id));
        worker.tab("History");
        worker.tab("Description");
        worker.tab("Diagram");
        worker.page().locator(".task-card [data-element-id=judge]").first().waitFor();
        assertThat(worker.notice().innerText()).isBlank();
    }

    @Test
    void aLongPostKeepsItsLinesOnANarrowScreen() {
        var post = "first line\\n" + "x".repeat(300) + "\\n<b>not bold</b> **nor this**";
        var id = desk.send("""
                {"useCase": "moderation", "case": {"tweet": "%s"}, "prediction": {"label": "hate", "confidence": 0.5}}""".formatted(post));
        var window = CHROMIUM.window(port, 390, 844);
        var moderator = Tasklist.signIn(window, "moderator");
        moderator.open("Moderation of posts: decide", desk.reference(id)).claim();
        Tasklist.assertThat(moderator.form()).containsText("<b>not bold</b> **nor this**");
        var width = window.evaluate("document.documentElement.scrollWidth");
        assertThat(width).isEqualTo(390);
        moderator.choose("Neither").complete();
    }

    @Test
    void aWrongPasswordIsToldAndSigningOutHolds() {
        var page = CHROMIUM.window(port);
        page.navigate(Tasklist.PATH);
        Tasklist.submitSignIn(page, "nobody", "wrong");
        Tasklist.assertThat(page.locator("[role=alert]")).isVisible();

        var worker = tasklist("worker");
        worker.page().locator(".account.dropdown > a").click();
        worker.page()
                .waitForResponse(
                        r -> r.url().endsWith("/logout"),
                        () -> worker.page()
                                .locator(".account.dropdown .logout a")
                                .click());
        worker.page().navigate(Tasklist.PATH);
        worker.page().locator("[name=username]").waitFor();
        assertThat(worker.page().content()).doesNotContain(DECIDE);
    }

    private Tasklist tasklist(String user) {
        return Tasklist.signIn(CHROMIUM.window(port), user);
    }
}
