package io.tarry.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.htmlunit.CollectingAlertHandler;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Text from scenario files, in pages")
class HostilePageTest {

  @TempDir private Path folder;

  static String scenario(String text) {
    String quoted = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    return """
    title: %1$s
    question: %1$s
    source: %1$s
    start: established
    connection: { client: [close on eof], server: [close] }
    properties:
      never-so:
        never: client.state == CLOSED
        says: %1$s
    cases:
      %1$s:
        expect: { never-so: violated }
    """
        .formatted(quoted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<!--<script>alert(1)",
        "<img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)\" x=\"",
        "' autofocus onfocus='alert(1)",
        "&lt;b&gt; &amp; {{data}} {{title}} $1 %s",
        "]]> </title> </style> <svg onload=alert(1)>",
        "\\u2028alert(1)\\u2029"
      })
  void are_text(String hostile) throws IOException {
    String page = Lessons.page("x.yaml", scenario(hostile));
    Files.writeString(folder.resolve("x.html"), page);
    List<String> alerts = new ArrayList<>();
    try (WebClient client = new WebClient()) {
      client.setAlertHandler(new CollectingAlertHandler(alerts));
      HtmlPage opened = client.getPage(folder.resolve("x.html").toUri().toString());
      assertThat(opened.querySelector("h1").getTextContent()).isEqualTo(hostile);
      assertThat(opened.querySelector(".question").getTextContent()).isEqualTo(hostile);
      assertThat(opened.getElementById("case").getTextContent()).isEqualTo(hostile);
      assertThat(opened.getElementById("claim").getTextContent()).endsWith(hostile);
      assertThat(opened.querySelectorAll("script")).hasSize(2);
      assertThat(opened.querySelectorAll("img")).isEmpty();
      opened.getElementById("last").click();
      client.waitForBackgroundJavaScript(500);
    }
    assertThat(alerts).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "](javascript:alert(1))",
        "| a | b |",
        "`code` *bold* ~~gone~~ # head",
        "<img src=x onerror=alert(1)>"
      })
  void are_text_in_the_course(String hostile) throws IOException {
    String escaped = hostile.replace("\\", "\\\\").replace("\"", "\\\"");
    String results =
        """
        {"schema": 1, "title": "%1$s", "question": "%1$s", "results": [
          {"case": "%1$s", "property": "p", "verdict": "violated", "ending": "%1$s", "picture": "a.p"}]}
        """
            .formatted(escaped);
    Course course = Course.of(Map.of("01-x", results));
    Files.writeString(folder.resolve("index.html"), course.html());
    try (WebClient client = new WebClient()) {
      HtmlPage opened = client.getPage(folder.resolve("index.html").toUri().toString());
      assertThat(opened.querySelector(".lessons strong").getTextContent())
          .isEqualTo("1. " + hostile);
      assertThat(opened.querySelectorAll("script, img")).isEmpty();
    }
    String markdown = course.markdown();
    assertThat(markdown.replaceAll("\\\\\\p{Punct}", ""))
        .doesNotContain(hostile)
        .doesNotContain("<script", "<img");
    assertThat(markdown.lines().filter(line -> line.startsWith("| ")).map(HostilePageTest::cells))
        .containsOnly(1L);
  }

  /** How many cells a row of a table has: bars that are not escaped, but for the first. */
  private static long cells(String row) {
    return row.replace("\\|", "").chars().filter(c -> c == '|').count() - 1;
  }
}
