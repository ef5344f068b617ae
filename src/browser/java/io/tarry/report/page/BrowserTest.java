package io.tarry.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

@DisplayName("A lesson's page in a real browser")
class BrowserTest {

  private static final String FAILING = "case-2/fin-from-last-ack-never-answered-by-rst";

  @TempDir private static Path folder;

  private static ChromeDriver browser;

  @BeforeAll
  static void openBrowser() throws IOException {
    Files.writeString(folder.resolve("lesson.html"), Lessons.page());
    browser = Chromium.open();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  @AfterEach
  void nothing_went_wrong() {
    List<LogEntry> log = browser.manage().logs().get(LogType.BROWSER).getAll();
    assertThat(log.stream().map(LogEntry::getMessage)).isEmpty();
  }

  private static void open(String address) {
    browser.get("about:blank");
    browser.get(folder.resolve("lesson.html").toUri() + address);
  }

  private static String text(String id) {
    return browser.findElement(By.id(id)).getText();
  }

  private static void press(CharSequence key) {
    browser.findElement(By.tagName("body")).sendKeys(key);
  }

  private static WebElement choice(String words) {
    return browser.findElements(By.cssSelector("#else button")).stream()
        .filter(button -> button.getText().contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError(words + " is not in " + text("else")));
  }

  @Test
  void goes_by_keys_and_keeps_its_place_in_the_address() {
    open("");
    press("j");
    press(Keys.ARROW_RIGHT);
    assertThat(text("place")).startsWith("step 2 of 11");
    press("k");
    assertThat(browser.getCurrentUrl()).endsWith("#" + FAILING + "/1");
    press(Keys.END);
    assertThat(text("place")).startsWith("step 11 of 11");
    assertThat(text("properties")).contains("has just been broken");
    press(Keys.HOME);
    press(Keys.ARROW_LEFT);
    assertThat(text("place")).startsWith("step 0 of 11");
    open("#" + FAILING + "/5");
    assertThat(text("place")).startsWith("step 5 of 11");
  }

  @Test
  void moves_the_slider_by_keys_as_everything_else() {
    open("#" + FAILING + "/3");
    browser.findElement(By.id("slider")).sendKeys(Keys.ARROW_RIGHT);
    assertThat(text("place")).startsWith("step 4 of 11");
    browser.findElement(By.id("slider")).sendKeys(Keys.END);
    assertThat(text("place")).startsWith("step 11 of 11");
  }

  @Test
  void follows_what_the_reader_chooses() {
    open("#" + FAILING + "/6");
    choice("arrives at client").click();
    assertThat(text("reach")).contains("nothing can break the property any more");
    browser.findElement(By.id("back")).click();
    assertThat(text("place")).startsWith("step 6 of 11");
    choice("is lost").click();
    browser.findElement(By.id("shortest")).click();
    press(Keys.END);
    assertThat(text("now")).contains("This breaks the property");
    String own = browser.getCurrentUrl();
    open(own.substring(own.indexOf('#')));
    assertThat(text("now")).contains("This breaks the property");
  }

  @Test
  void follows_links_within_the_page() {
    open("");
    browser.executeScript("document.querySelector('a.step[href^=\"#case-1/\"]').click()");
    assertThat(text("claim")).startsWith("holds");
    browser.navigate().back();
    assertThat(text("claim")).startsWith("violated");
  }

  @Test
  void takes_any_address() {
    for (String address : List.of("#%", "#case-2/%E0%A4%A/1", "#case-99/x", "#///", "#pictures")) {
      open(address);
      assertThat(text("place")).startsWith("step 0 of 11");
    }
  }

  @Test
  void fetches_nothing() {
    open("");
    assertThat(browser.executeScript("return performance.getEntriesByType('resource').length"))
        .isEqualTo(0L);
  }

  @Test
  void fits_a_phone() {
    Dimension before = browser.manage().window().getSize();
    try {
      browser.manage().window().setSize(new Dimension(500, 900));
      open("#" + FAILING + "/11");
      assertThat(
              browser.executeScript(
                  "return document.documentElement.scrollWidth <= window.innerWidth"))
          .isEqualTo(true);
    } finally {
      browser.manage().window().setSize(before);
    }
  }

  @Test
  void takes_text_as_text() throws IOException {
    String hostile = "</script><script>document.title='got you'</script><img src=x onerror=alert(1)>";
    String page = Lessons.page("x.yaml", HostilePageTest.scenario(hostile));
    Path file = Files.writeString(folder.resolve("hostile.html"), page);
    browser.get(file.toUri().toString());
    assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo(hostile);
    assertThat(browser.getTitle()).startsWith(hostile);
    press(Keys.END);
    assertThat(browser.findElements(By.tagName("img"))).isEmpty();
  }
}
