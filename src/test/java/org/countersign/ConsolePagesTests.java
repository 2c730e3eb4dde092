package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.countersign.policy.Policies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What holds for every page of the console: who sees it, what it may load, and whether everyone can use it. */
@CountersignTest
class ConsolePagesTests {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @LocalServerPort
    private int port;

    @Autowired
    private Policies policies;

    @Test
    void caseWorkersAndSystemsAreKeptOut() {
        for (var user : List.of("worker", "integrator")) {
            var page = CHROMIUM.window(port);
            Console.signIn(page, user);
            var answer = page.navigate("/console/rules/credit");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(page.locator("h1").innerText()).isEqualTo("You may not do this");
        }
    }

    @Test
    void othersReadWithoutBeingAbleToChange() {
        for (var user : List.of("auditor", "supervisor", "owner", "admin")) {
            var page = CHROMIUM.window(port);
            Console.signIn(page, user).open("/console/rules/credit");
            assertThat(page.locator("h1").innerText()).contains("Consumer credit");
            assertThat(page.locator("main form[method=post]").count()).isZero();
            var token = page.locator("input[name=_csrf]").first().inputValue();
            var answer = page.evaluate(
                    "token => fetch('/console/rules/credit/drafts',"
                            + " {method: 'POST', body: new URLSearchParams({_csrf: token})}).then(r => r.status)",
                    token);
            assertThat(answer).as(user).isEqualTo(403);
        }
    }

    @Test
    void aFormOfAnotherPageIsRefused() {
        var page = CHROMIUM.window(port);
        Console.signIn(page, "officer");
        var answer = page.evaluate("fetch('/console/rules/credit/drafts', {method: 'POST'}).then(r => r.status)");
        assertThat(answer).isEqualTo(403);
    }

    @Test
    void everyPageIsPlainAndFitsNarrowScreens() {
        var page = CHROMIUM.window(port, 390, 844);
        var faults = new ArrayList<String>();
        page.onConsoleMessage(m -> faults.add(page.url() + ": " + m.text()));
        page.onPageError(e -> faults.add(page.url() + ": " + e));
        page.navigate("/login");
        check(page, faults);
        Console.signIn(page, "officer");
        for (var path : paths()) {
            var answer = page.navigate(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.headerValue("content-security-policy"))
                    .startsWith("default-src 'self';")
                    .doesNotContain("unsafe");
            check(page, faults);
        }
        var editor = new Console(page).open("/console/rules/credit").press("Edit");
        page.locator(".ace_editor").first().waitFor();
        check(page, faults);
        page.locator("[data-file='limits.csv'][role=tab]").click();
        check(page, faults);
        var draft = page.url();
        page.navigate(draft + "/proposal");
        check(page, faults);
        editor.press("Back-test").says("Done.");
        check(page, faults);
        page.navigate(draft);
        page.getByText("Discard this draft").click();
        editor.press("Discard it for good");
        assertThat(faults).isEmpty();
    }

    @Test
    void onlyModelOwnersAreOfferedToTrainAndPromote() {
        var owner = CHROMIUM.window(port);
        Console.signIn(owner, "owner").open("/console/models/credit");
        assertThat(owner.getByText("Retrain", new Page.GetByTextOptions().setExact(true))
                        .count())
                .isEqualTo(1);
        var officer = CHROMIUM.window(port);
        Console.signIn(officer, "officer").open("/console/models/credit");
        assertThat(officer.locator("main form[method=post]").count()).isZero();
        var token = officer.locator("input[name=_csrf]").first().inputValue();
        var answer = officer.evaluate(
                "token => fetch('/console/models/credit/retrainings',"
                        + " {method: 'POST', body: new URLSearchParams({_csrf: token})}).then(r => r.status)",
                token);
        assertThat(answer).isEqualTo(403);
    }

    @Test
    void whatIsNotThereIsSaidOnAPage() {
        var page = CHROMIUM.window(port);
        Console.signIn(page, "officer");
        for (var path : List.of(
                "/console/nothing",
                "/console/rules/nothing",
                "/console/models/nothing",
                "/console/assurance/nothing",
                "/console/assurance/credit/alarms/nothing",
                "/console/assurance/credit/certificates/nothing",
                "/console/models/credit/nothing",
                "/console/rules/credit/versions/nothing",
                "/console/policies/credit/drafts/nothing")) {
            assertThat(page.navigate(path).status()).as(path).isEqualTo(404);
            assertThat(page.locator("h1").innerText()).startsWith("There is no such");
        }
    }

    private List<String> paths() {
        var inForce = policies.inForce("credit");
        var decision = Caller.at(port, "integrator")
                .post("/api/v1/decisions", Crowd.credit("good", 0.95))
                .body()
                .at("/id")
                .asText();
        return List.of(
                "/console",
                "/console/rules",
                "/console/policies",
                "/console/rules/credit",
                "/console/policies/credit",
                "/console/rules/credit/versions/" + inForce.ruleSet(),
                "/console/policies/credit/versions/" + inForce.policy(),
                "/console/rules/credit/comparison",
                "/console/models",
                "/console/models/credit",
                "/console/models/credit/" + inForce.model(),
                "/console/assurance",
                "/console/assurance/credit",
                "/console/rules/credit/trial",
                "/console/policies/credit/trial",
                "/console/rules/credit/shadow",
                "/console/decisions/" + decision);
    }

    /** What people with a keyboard, a screen reader or a small screen stumble over. */
    private static void check(Page page, List<String> faults) {
        var found = page.evaluate("""
                () => {
                  const faults = [];
                  const seen = e => e.checkVisibility() && !e.closest('.ace_editor');
                  const all = css => [...document.querySelectorAll(css)].filter(seen);
                  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) faults.push('scrolls sideways');
                  if (!document.documentElement.lang) faults.push('no language');
                  if (!document.title) faults.push('no title');
                  if (all('h1').length !== 1) faults.push('not one h1');
                  let level = 1;
                  for (const h of all('h1,h2,h3,h4')) {
                    const next = Number(h.tagName[1]);
                    if (next > level + 1) faults.push('heading skips a level: ' + h.textContent);
                    level = next;
                  }
                  for (const e of all('input:not([type=hidden]),select,textarea'))
                    if (!e.labels.length && !e.getAttribute('aria-label')) faults.push('no label: ' + e.name);
                  for (const e of all('a,button'))
                    if (!e.textContent.trim() && !e.getAttribute('aria-label')) faults.push('no name: ' + e.outerHTML);
                  const ids = [...document.querySelectorAll('[id]')].filter(e => !e.closest('.ace_editor')).map(e => e.id);
                  ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => faults.push('id twice: ' + id));
                  for (const e of document.querySelectorAll('[style],script:not([src])'))
                    if (!e.closest('.ace_editor') && e.tagName === 'SCRIPT') faults.push('inline script');
                  return faults;
                }""");
        for (var fault : (List<?>) found) {
            faults.add(page.url() + ": " + fault);
        }
    }
}
