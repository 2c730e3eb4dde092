package org.countersign;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;

/** The console as a person uses it. */
record Console(Page page) {

    static Console signIn(Page page, String user) {
        page.navigate("/console");
        page.getByLabel("Name").fill(user);
        page.getByLabel("Password").fill(user);
        return new Console(page).press("Sign in");
    }

    Console open(String path) {
        page.navigate(path);
        return this;
    }

    /** By its key: a click waits for the page's own timers, which stand still where scripts are blocked. */
    Console press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .press("Enter");
        return this;
    }

    Console type(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
        return this;
    }

    Locator source(String file) {
        return page.locator("textarea[name='file:" + file + "']");
    }

    /** Shows the file that is open as text, where there are scripts to show it otherwise. */
    Console asText() {
        page.locator(".file:visible")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("As plain text"))
                .click();
        return this;
    }

    Console replace(String file, String before, String after) {
        source(file).fill(source(file).inputValue().replace(before, after));
        return this;
    }

    Locator problems() {
        return page.locator("#problems");
    }

    Console says(String text) {
        PlaywrightAssertions.assertThat(page.locator("main")).containsText(text);
        return this;
    }

    static LocatorAssertions assertThat(Locator locator) {
        return PlaywrightAssertions.assertThat(locator);
    }
}
