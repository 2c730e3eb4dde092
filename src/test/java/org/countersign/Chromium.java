package org.countersign;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One headless Chromium for all tests that look at pages. Each test gets windows of its own, which share nothing and
 * close after it; a test that fails leaves what they showed in {@code target/browser}. Without a Chromium the tests are
 * skipped, or fail where {@code COUNTERSIGN_REQUIRE_BROWSER=1}.
 */
class Chromium implements ExecutionCondition, BeforeAllCallback, AfterEachCallback {

    private static final Logger LOG = LoggerFactory.getLogger(Chromium.class);
    /** The shell is Chromium without the window around the page, which costs more than most pages. */
    private static final List<Path> USUAL =
            List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));

    private static final Path EXECUTABLE = Optional.ofNullable(System.getenv("CHROMIUM"))
            .map(Path::of)
            .or(() -> USUAL.stream().filter(Files::isExecutable).findFirst())
            .orElse(USUAL.get(0));
    private static final String HOW = "There is no Chromium at " + EXECUTABLE
            + ": get it with \"apt-get install chromium-headless-shell\", or name another in the variable CHROMIUM.";

    private static final Path PICTURES = Path.of("target/browser");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<BrowserContext> windows = new ArrayList<>();
    private Browser browser;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Files.isExecutable(EXECUTABLE) || "1".equals(System.getenv("COUNTERSIGN_REQUIRE_BROWSER"))) {
            return ConditionEvaluationResult.enabled("");
        }
        LOG.warn("Skipped {}. {}", context.getDisplayName(), HOW);
        return ConditionEvaluationResult.disabled(HOW);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!Files.isExecutable(EXECUTABLE)) {
            throw new IllegalStateException(HOW);
        }
        browser = context.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .getOrComputeIfAbsent("running", key -> Running.start(), Running.class)
                .browser();
    }

    /** A window in which nobody is signed in; addresses are relative to the server at the port. */
    Page window(int port, int width, int height) {
        var window = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL("http://localhost:" + port)
                .setViewportSize(width, height));
        windows.add(window);
        window.setDefaultTimeout(20_000);
        return window.newPage();
    }

    Page window(int port) {
        return window(port, 1400, 900);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var failed = context.getExecutionException().isPresent();
        for (int i = 0; i < windows.size(); i++) {
            if (failed) {
                var name = context.getRequiredTestMethod().getName() + "-" + i + ".png";
                windows.get(i).pages().forEach(page -> picture(page, PICTURES.resolve(name)));
            }
            windows.get(i).close();
        }
        windows.clear();
    }

    static void picture(Page page, Path to) {
        page.screenshot(new Page.ScreenshotOptions().setPath(to));
    }

    private record Running(Playwright playwright, Browser browser) implements CloseableResource {

        static Running start() {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            var options = new BrowserType.LaunchOptions()
                    .setExecutablePath(EXECUTABLE)
                    .setArgs(FLAGS);
            return new Running(playwright, playwright.chromium().launch(options));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
