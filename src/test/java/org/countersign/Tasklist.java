package org.countersign;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Camunda's Tasklist as a person uses it: what can be seen, read and clicked. */
record Tasklist(Page page) {

    static final String PATH = "/camunda/app/tasklist/default/";

    /** Signs in a demo user on the way to Tasklist. */
    static Tasklist signIn(Page page, String user) {
        page.navigate(PATH);
        submitSignIn(page, user, user);
        var tasklist = new Tasklist(page);
        tasklist.filterLinks().first().waitFor();
        return tasklist;
    }

    static void submitSignIn(Page page, String user, String password) {
        page.fill("[name=username]", user);
        page.fill("[name=password]", password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
    }

    List<String> filters() {
        return filterLinks().allInnerTexts().stream()
                .map(text -> text.replaceAll("\\s*\\(?\\d+\\)?\\s*$", "").strip())
                .toList();
    }

    /** Chooses a filter, and of its tasks those of a case. */
    Tasklist search(String filter, String reference) {
        filterLinks().filter(withText(filter)).click();
        page.locator(".task-filter.active").filter(withText(filter)).waitFor();
        var named = "[{\"type\":\"name\",\"operator\":\"Like\",\"value\":\"%" + reference + "\",\"name\":\"\"}]";
        page.waitForResponse(r -> asksFor(r, reference), () -> searchFor(named));
        return this;
    }

    /** Shows the whole list again, beside the open task. */
    void forgetSearch() {
        page.waitForResponse(r -> r.url().contains("/filter/"), () -> searchFor("[]"));
        page.getByText("of the criteria are met")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    private static boolean asksFor(Response answer, String reference) {
        var asked = answer.request().postData();
        return answer.url().contains("/filter/") && asked != null && asked.contains(reference);
    }

    private void searchFor(String criteria) {
        page.evaluate(
                "query => location.hash = location.hash.replace(/searchQuery=[^&]*/, 'searchQuery=' + query)",
                URLEncoder.encode(criteria, StandardCharsets.UTF_8));
    }

    /** The task that the search has found, or that is not there. */
    Locator found(String reference) {
        return page.locator("[cam-tasks] .tasks-list > *").filter(withText(reference));
    }

    Tasklist open(String filter, String reference) {
        search(filter, reference);
        found(reference).click();
        heading(reference);
        return this;
    }

    /** Follows the notice of a task that has come of the one just done. */
    Tasklist followNotice(String task) {
        page.locator(".page-notifications a").filter(withText(task)).click();
        heading(task);
        return this;
    }

    Tasklist claim() {
        page.locator(".task-card button.claim").click();
        page.locator(".task-card button.unclaim").waitFor();
        form().waitFor();
        return this;
    }

    Locator form() {
        return page.locator(".fjs-container .fjs-form");
    }

    Tasklist choose(String... choices) {
        for (var choice : choices) {
            form().locator("label").filter(withText(choice)).click();
        }
        return this;
    }

    Tasklist comment(String text) {
        form().locator("textarea").fill(text);
        return this;
    }

    /** Presses "Complete" and waits for the server's answer; its status. */
    int complete() {
        var answer = page.waitForResponse(
                r -> r.url().endsWith("/submit-form"),
                () -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"))
                        .click());
        return answer.status();
    }

    Locator notice() {
        return page.locator(".page-notifications");
    }

    void tab(String name) {
        page.locator(".task-card .nav-tabs a").filter(withText(name)).click();
    }

    static LocatorAssertions assertThat(Locator locator) {
        return PlaywrightAssertions.assertThat(locator);
    }

    private void heading(String text) {
        page.locator(".task-card h2").filter(withText(text)).waitFor();
        form().waitFor();
    }

    private Locator filterLinks() {
        return page.locator(".task-filter h4.name a");
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
