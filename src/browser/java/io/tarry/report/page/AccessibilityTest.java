package io.tarry.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.chrome.ChromeDriver;

/** Names, roles, contrast and order of headings, by axe's rules (WCAG 2.2 AA and its advice). */
@DisplayName("Nothing on a page is hidden from a screen reader, or too faint to read")
class AccessibilityTest {

  @TempDir private static Path folder;

  private static ChromeDriver browser;

  @BeforeAll
  static void openBrowser() {
    browser = Chromium.open();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void in_every_committed_page(String scheme) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("reports"))) {
      List<Path> pages = files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
      assertThat(pages).hasSizeGreaterThan(20);
      assertThat(pages.stream().flatMap(page -> findings(page, "", scheme))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void in_a_page_at_a_step_at_which_something_breaks(String scheme) throws IOException {
    Path page = Files.writeString(folder.resolve("lesson.html"), Lessons.page());
    String last = "#case-2/fin-from-last-ack-never-answered-by-rst/11";
    assertThat(findings(page, last, scheme)).isEmpty();
  }

  private static Stream<String> findings(Path page, String address, String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    browser.get("about:blank");
    browser.get(page.toUri() + address);
    return new AxeBuilder()
        .analyze(browser).getViolations().stream().map(rule -> page + ": " + told(rule));
  }

  private static String told(Rule rule) {
    List<String> places = rule.getNodes().stream().map(CheckedNode::getHtml).distinct().toList();
    return rule.getId() + ", " + rule.getHelp() + ": " + String.join("\n    ", places);
  }
}
