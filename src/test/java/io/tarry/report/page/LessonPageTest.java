package io.tarry.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.util.WebConnectionWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A lesson's page")
class LessonPageTest {

  private static final String FAILING = "case-2/fin-from-last-ack-never-answered-by-rst";
  private static final int LENGTH = 11;

  @TempDir private static Path folder;

  private final List<String> fetched = new ArrayList<>();

  /** Fails a test by an exception if a script does. */
  private WebClient client;

  @BeforeAll
  static void writePage() throws IOException {
    Files.writeString(folder.resolve("lesson.html"), Lessons.page());
  }

  @BeforeEach
  void openBrowser() {
    client = new WebClient(BrowserVersion.CHROME);
    client.setWebConnection(
        new WebConnectionWrapper(client) {
          @Override
          public WebResponse getResponse(WebRequest request) throws IOException {
            fetched.add(request.getUrl().toString());
            return super.getResponse(request);
          }
        });
  }

  @AfterEach
  void closeBrowser() {
    client.close();
  }

  private HtmlPage open(String address) throws IOException {
    return client.getPage(folder.resolve("lesson.html").toUri() + address);
  }

  private static String text(HtmlPage page, String id) {
    return page.getElementById(id).asNormalizedText();
  }

  private static void press(HtmlPage page, String key) {
    page.executeJavaScript(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true}))"
            .formatted(key));
  }

  private static List<HtmlElement> choices(HtmlPage page) {
    List<HtmlElement> choices = new ArrayList<>();
    for (DomNode button : page.querySelectorAll("#else button")) {
      choices.add((HtmlElement) button);
    }
    return choices;
  }

  private static HtmlElement choice(HtmlPage page, String words) {
    return choices(page).stream()
        .filter(button -> button.asNormalizedText().contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError(words + " is not in " + text(page, "else")));
  }

  @Test
  void is_all_there_is_to_fetch() throws IOException {
    HtmlPage page = open("");
    assertThat(fetched).isEmpty(); // the file itself does not come this way
    String namespace = "http://www.w3.org/2000/svg";
    assertThat(page.getWebResponse().getContentAsString().replace(namespace, ""))
        .doesNotContain("http://", "https://", "src=", "@import", "url(", "fetch(");
  }

  @Test
  void begins_with_the_first_run_that_breaks_something() throws IOException {
    HtmlPage page = open("");
    assertThat(page.getElementById("player").hasAttribute("hidden")).isFalse();
    assertThat(text(page, "place")).startsWith("step 0 of " + LENGTH);
    assertThat(text(page, "claim")).startsWith("violated");
    assertThat(page.getUrl().getRef()).isEqualTo(FAILING + "/0");
  }

  @Test
  void goes_by_keys() throws IOException {
    HtmlPage page = open("");
    press(page, "j");
    press(page, "j");
    assertThat(text(page, "place")).startsWith("step 2 of");
    press(page, "k");
    assertThat(text(page, "place")).startsWith("step 1 of");
    press(page, "ArrowRight");
    assertThat(text(page, "place")).startsWith("step 2 of");
    press(page, "ArrowLeft");
    assertThat(text(page, "place")).startsWith("step 1 of");
    press(page, "End");
    assertThat(text(page, "place")).startsWith("step " + LENGTH + " of");
    press(page, "j");
    assertThat(text(page, "place")).startsWith("step " + LENGTH + " of");
    press(page, "Home");
    assertThat(text(page, "place")).startsWith("step 0 of");
  }

  @Test
  void goes_by_buttons_and_by_the_slider() throws IOException {
    HtmlPage page = open("");
    page.getElementById("next").click();
    assertThat(text(page, "place")).startsWith("step 1 of");
    page.getElementById("last").click();
    assertThat(text(page, "place")).startsWith("step " + LENGTH + " of");
    assertThat(page.getElementById("next").hasAttribute("disabled")).isTrue();
    HtmlInput slider = (HtmlInput) page.getElementById("slider");
    slider.setValue("4");
    slider.fireEvent("input");
    assertThat(text(page, "place")).startsWith("step 4 of");
    assertThat(slider.getAttribute("aria-valuetext")).startsWith("step 4 of");
  }

  @Test
  void plays_until_the_end() throws IOException {
    HtmlPage page = open("#" + FAILING + "/10");
    page.getElementById("play").click();
    assertThat(page.getElementById("play").getAttribute("aria-pressed")).isEqualTo("true");
    client.waitForBackgroundJavaScript(5_000);
    assertThat(text(page, "place")).startsWith("step " + LENGTH + " of");
    assertThat(page.getElementById("play").getAttribute("aria-pressed")).isEqualTo("false");
  }

  @Test
  void has_the_place_in_its_address() throws IOException {
    HtmlPage page = open("#" + FAILING + "/" + LENGTH);
    assertThat(text(page, "place")).startsWith("step " + LENGTH + " of " + LENGTH);
    press(page, "k");
    assertThat(page.getUrl().getRef()).isEqualTo(FAILING + "/" + (LENGTH - 1));
    page.executeJavaScript("location.hash = '#case-1/last-ack-ends-by-ack/3'");
    client.waitForBackgroundJavaScript(1_000);
    assertThat(text(page, "place")).startsWith("step 3 of");
    assertThat(((HtmlSelect) page.getElementById("case")).getSelectedIndex()).isZero();
  }

  @Test
  void an_address_that_names_nothing_here_leads_to_the_beginning() throws IOException {
    for (String address : List.of("#case-99/x/3", "#pictures-title")) {
      assertThat(text(open(address), "place")).startsWith("step 0 of " + LENGTH);
    }
    assertThat(text(open("#" + FAILING + "/999/2-99.7"), "place")).startsWith("step 2 of 2");
  }

  @Test
  void shows_a_step_with_all_that_belongs_to_it() throws IOException {
    HtmlPage page = open("#" + FAILING + "/" + LENGTH);
    assertThat(text(page, "now"))
        .contains("Step 11", "server sends RST", "RFC 9293 section 3.10.7.1")
        .contains("Nobody remembers the connection");
    assertThat(text(page, "properties")).contains("has just been broken");
    assertThat(text(page, "flight")).contains("RST");
    assertThat(text(page, "sockets")).contains("LAST-ACK", "(on,");
    assertThat(text(page, "reach")).isEqualTo("Broken in step 11.");
    assertThat(page.querySelectorAll("#ladder .arrow.rst")).hasSize(1);
    assertThat(page.querySelectorAll("#ladder .arrow.lost")).hasSize(1);
    assertThat(page.getElementById("s-LAST_ACK").getAttribute("class")).contains("here");
    assertThat(page.getElementById("e-FIN_WAIT_1-FIN_WAIT_2").getAttribute("class"))
        .contains("taken");
    assertThat(page.getElementById("e-FIN_WAIT_1-CLOSING").getAttribute("class"))
        .doesNotContain("taken");
    press(page, "Home");
    assertThat(page.querySelectorAll("#ladder .arrow")).isEmpty();
    assertThat(page.getElementById("e-FIN_WAIT_1-FIN_WAIT_2").getAttribute("class"))
        .doesNotContain("taken");
  }

  @Test
  void lets_the_reader_choose_what_happens_next() throws IOException {
    HtmlPage page = open("#" + FAILING + "/6");
    assertThat(text(page, "reach")).contains("can still be broken", "5 steps");
    choice(page, "is lost").click();
    assertThat(text(page, "place")).startsWith("step 7 of 7");
    assertThat(text(page, "own-text")).contains("your own run from step 7 on");
    assertThat(text(page, "reach")).contains("4 steps");
    assertThat(page.querySelectorAll("#ladder .arrow.lost")).hasSize(1);
    String own = page.getUrl().getRef();
    assertThat(own).startsWith(FAILING + "/7/6-");

    press(page, "k");
    choice(page, "arrives at client").click();
    assertThat(text(page, "reach")).contains("nothing can break the property any more");
    assertThat(text(page, "now")).contains("LAST_ACK \u2192 CLOSED");

    page.getElementById("back").click();
    assertThat(text(page, "place")).startsWith("step 6 of " + LENGTH);
    assertThat(page.getElementById("own").hasAttribute("hidden")).isTrue();

    assertThat(text(open("#" + own), "own-text")).contains("your own run from step 7 on");
  }

  @Test
  void shows_the_shortest_way_to_a_violation() throws IOException {
    HtmlPage page = open("#" + FAILING + "/6");
    choice(page, "is lost").click();
    page.getElementById("shortest").click();
    assertThat(text(page, "place")).startsWith("step 8 of 11");
    press(page, "End");
    assertThat(text(page, "now")).contains("This breaks the property");
    assertThat(text(page, "properties")).contains("has just been broken");
  }

  @Test
  void says_that_nothing_can_break_what_holds() throws IOException {
    HtmlPage page = open("#case-1/fin-from-last-ack-never-answered-by-rst/4");
    assertThat(text(page, "reach")).startsWith("Nothing can break this property: all ");
    assertThat(text(page, "claim")).startsWith("holds");
  }

  @Test
  void of_a_large_world_follows_the_runs_alone() throws IOException {
    HtmlPage page = open("#case-3/fin-from-last-ack-never-answered-by-rst/1");
    assertThat(text(page, "reach")).contains("too many for a page");
    assertThat(page.querySelectorAll("#else .beyond")).isNotEmpty();
    assertThat(choices(page)).isNotEmpty();
    press(page, "End");
    assertThat(text(page, "properties")).contains("has just been broken");
  }

  @Test
  void names_all_that_can_be_worked() throws IOException {
    HtmlPage page = open("");
    for (DomNode node : page.querySelectorAll("button, input, select")) {
      DomElement element = (DomElement) node;
      boolean labelled = element.getParentNode().getNodeName().equals("label");
      assertThat(
              labelled
                  || !element.getAttribute("aria-label").isEmpty()
                  || !element.asNormalizedText().isBlank()
                  || element.getId().equals("back"))
          .as(element.asXml())
          .isTrue();
    }
    for (DomNode svg : page.querySelectorAll("svg")) {
      assertThat(((DomElement) svg).getAttribute("aria-label")).isNotBlank();
    }
  }

  @Test
  void without_scripts_still_shows_pictures_and_verdicts() throws IOException {
    client.getOptions().setJavaScriptEnabled(false);
    HtmlPage page = open("");
    assertThat(page.getElementById("player").hasAttribute("hidden")).isTrue();
    assertThat(page.querySelectorAll("figure svg")).hasSize(3);
    assertThat(page.getBody().asNormalizedText())
        .contains(
            "The last ACK is lost",
            "Searched as a whole",
            "Broken in 11 steps",
            "Nobody is there to hear");
  }
}
