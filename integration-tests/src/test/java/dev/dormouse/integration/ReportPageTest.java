package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The page of {@code --report=x.html} in a real browser: Chromium and its driver, as Debian's
 * packages {@code chromium} and {@code chromium-driver} install them. Where there is none, this
 * says so on standard error and is skipped.
 */
class ReportPageTest {
  private static final String[] DRIVERS = {"/usr/bin/chromedriver", "/usr/local/bin/chromedriver"};
  private static final String[] BROWSERS = {"/usr/bin/chromium", "/usr/bin/google-chrome"};

  @TempDir static Path folder;

  /** One for all tests, since starting it takes longer than they do. Null where there is none. */
  private static ChromeDriver browser;

  @BeforeAll
  static void openBrowser() throws IOException {
    String driver = first(DRIVERS);
    String chromium = first(BROWSERS);
    if (driver == null || chromium == null) {
      System.err.println(
          "*** NOT TESTED: the page of --report. Install chromium and chromium-driver to test it.");
    }
    assumeTrue(driver != null && chromium != null, "no Chromium with its driver");
    Files.writeString(folder.resolve("x.json"), "{\"a\": [1, 2]}");
    Run run =
        Run.dormouse("--report=x.html", "--profile-calls", "-m", "json.tool", "x.json")
            .in(folder)
            .run();
    assertEquals(0, run.status(), run::toString);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + folder.resolve("browser"));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(driver))
                .usingAnyFreePort()
                .build(),
            options);
  }

  @BeforeEach
  void openPage() {
    browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    browser.manage().window().setSize(new Dimension(1200, 900));
    browser.get(folder.resolve("x.html").toUri().toString());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void page_drawsEverythingAndAsksForNothing() {
    assertEquals("Dormouse report", browser.getTitle());
    assertTrue(text("#title").endsWith(" -m json.tool x.json"), text("#title"));
    assertTrue(
        text("#facts").matches("(?s).*Code awake\\s+\\d{2,3} of 1\\d,\\d{3}.*"), text("#facts"));
    assertTrue(all("#map > button").size() > 100, "tiles of the map");
    assertTrue(all("#imports tbody tr").size() > 15, "imports");
    assertEquals(50, all("#wakes tbody tr").size());
    assertEquals(200, all("#table tbody tr").size());
    // Calls are there because they were counted.
    assertTrue(text("#table thead").contains("Calls"), text("#table thead"));
    for (LogEntry entry : browser.manage().logs().get(LogType.BROWSER)) {
      assertNotEquals(Level.SEVERE, entry.getLevel(), entry::toString);
    }
    for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
      if (entry.getMessage().contains("\"Network.requestWillBeSent\"")
          && entry.getMessage().contains("\"documentURL\":\"file:")) {
        assertTrue(entry.getMessage().contains("\"url\":\"file:"), entry::toString);
      }
    }
  }

  @Test
  void table_isSearchedFilteredAndSorted() {
    WebElement search = one("#search");
    search.sendKeys("json.decoder:jsondecoder.");
    assertTrue(text("#count").matches("\\d functions"), text("#count"));
    assertTrue(rows().stream().allMatch(r -> r.startsWith("json.decoder:JSONDecoder.")));
    assertTrue(rows().stream().anyMatch(r -> r.contains("raw_decode awake")), rows()::toString);

    one("#state option[value='1']").click();
    assertTrue(rows().stream().noneMatch(r -> r.contains(" awake ")), rows()::toString);
    one("#state option[value='']").click();
    search.clear();
    search.sendKeys("json");
    List<WebElement> heads = all("#table th");
    heads.get(3).findElement(By.tagName("button")).click();
    assertEquals("descending", heads.get(3).getDomAttribute("aria-sort"));
    double first = Double.parseDouble(cell(0, 3));
    double second = Double.parseDouble(cell(1, 3));
    assertTrue(first >= second && second > 0, first + ", " + second);
    heads.get(0).findElement(By.tagName("button")).click();
    assertEquals("ascending", heads.get(0).getDomAttribute("aria-sort"));
    assertTrue(cell(0, 0).compareTo(cell(1, 0)) < 0);
    search.clear();
    search.sendKeys("no such function anywhere");
    assertEquals("0 functions", text("#count"));
  }

  @Test
  void showMore_addsRows() {
    one("#more").click();
    assertEquals(1200, all("#table tbody tr").size());
  }

  @Test
  void map_isUsedByKeyboardAlone() {
    WebElement tile = one("#map > button[aria-label^='re: ']");
    browser.executeScript("arguments[0].focus()", tile);
    String label = focused();
    assertTrue(label.matches("re: \\d+ of \\d+ awake, \\d+ bound, .* awake"), label);
    assertEquals(label, text("#what"));

    press(Keys.ENTER);
    assertTrue(focused().startsWith("re._"), "a module of re, not " + focused());
    assertTrue(text("#crumbs").endsWith("re"), text("#crumbs"));
    String module = focused();
    press(Keys.ARROW_RIGHT);
    assertNotEquals(module, focused());
    press(Keys.HOME);
    assertEquals(module, focused());

    press(Keys.ENTER);
    assertTrue(focused().matches("re\\._\\w+:.*, (awake|bound|asleep), .*"), focused());
    String function = focused().substring(0, focused().indexOf(','));
    press(Keys.ENTER);
    assertEquals(function, one("#search").getDomProperty("value"));
    assertTrue(rows().getFirst().startsWith(function + " "), rows()::toString);

    browser.executeScript("document.querySelector('#map > button').focus()");
    press(Keys.ESCAPE);
    press(Keys.ESCAPE);
    assertEquals("everything", text("#crumbs"));
  }

  @Test
  void everyControlAndImageHasAName() {
    Object nameless =
        browser.executeScript(
            "return [...document.querySelectorAll('button, input, select, [role=region],"
                + " [role=group]')].filter(e => !(e.getAttribute('aria-label') ||"
                + " e.textContent.trim() || e.getAttribute('aria-labelledby') || e.labels &&"
                + " e.labels.length)).map(e => e.outerHTML)");
    assertEquals(List.of(), nameless);
    assertEquals("en", one("html").getDomAttribute("lang"));
    // Every reference between elements leads somewhere.
    Object dangling =
        browser.executeScript(
            "return [...document.querySelectorAll('[aria-labelledby]')].filter(e =>"
                + " !document.getElementById(e.getAttribute('aria-labelledby'))).length");
    assertEquals(0L, dangling);
  }

  @Test
  void textIsReadable_inLightAndDark() throws IOException {
    byte[] light = in("light");
    byte[] dark = in("dark");
    assertFalse(Arrays.equals(light, dark), "both schemes look the same");
  }

  /** Checks the contrast of text in one colour scheme by WCAG's formula; answers a screenshot. */
  private byte[] in(String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    Object poor =
        browser.executeScript(
            """
            const rgb = c => c.match(/[\\d.]+/g).map(Number);
            const lum = c => { const [r, g, b] = rgb(c).map(v => { v /= 255;
              return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
              return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const back = e => { for (; e; e = e.parentElement) {
              const c = getComputedStyle(e).backgroundColor; if (rgb(c)[3] !== 0) return c; }
              return 'rgb(255,255,255)'; };
            const bad = [];
            for (const s of ['h1', 'p', 'dt', 'dd', 'th button', 'td', '#map .name', '.legend li',
                '.filters label', 'input', 'select', '#count', '.crumbs button', '#more']) {
              const e = document.querySelector(s);
              if (!e) { bad.push(s + ' is missing'); continue; }
              const a = lum(getComputedStyle(e).color), b = lum(back(e));
              const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
              if (ratio < 4.5) bad.push(s + ': ' + ratio);
            }
            return bad;
            """);
    assertEquals(List.of(), poor, scheme);
    Object overflow =
        browser.executeScript(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    assertEquals(false, overflow);
    return browser.getScreenshotAs(OutputType.BYTES);
  }

  @Test
  void narrowWindow_doesNotScrollSideways() {
    browser.manage().window().setSize(new Dimension(500, 900));
    Object overflow =
        browser.executeScript(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    assertEquals(false, overflow);
  }

  private static String first(String[] paths) {
    for (String path : paths) {
      if (Files.isExecutable(Path.of(path))) {
        return path;
      }
    }
    return null;
  }

  private WebElement one(String selector) {
    return browser.findElement(By.cssSelector(selector));
  }

  private List<WebElement> all(String selector) {
    return browser.findElements(By.cssSelector(selector));
  }

  private String text(String selector) {
    return one(selector).getText();
  }

  private List<String> rows() {
    return all("#table tbody tr").stream().map(WebElement::getText).toList();
  }

  private String cell(int row, int column) {
    return all("#table tbody tr")
        .get(row)
        .findElements(By.tagName("td"))
        .get(column)
        .getText()
        .replace(",", "");
  }

  private String focused() {
    return browser.switchTo().activeElement().getDomAttribute("aria-label");
  }

  private void press(Keys key) {
    browser.switchTo().activeElement().sendKeys(key);
  }
}
