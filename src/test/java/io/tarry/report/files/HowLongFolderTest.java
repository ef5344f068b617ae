package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code CommittedReportsTest} makes it anew; here it is read. */
@DisplayName("The committed page on how long TIME_WAIT must be")
class HowLongFolderTest {

  private static final Path FOLDER = Path.of("reports", "how-long");

  private static String page() throws IOException {
    return Files.readString(FOLDER.resolve("index.html"));
  }

  @Test
  void has_a_formula_that_no_cell_of_its_maps_contradicts() throws IOException {
    JsonObject results =
        JsonParser.parseString(Files.readString(FOLDER.resolve("results.json"))).getAsJsonObject();
    for (String map : List.of("inSeconds", "inTicks")) {
      JsonObject one = results.getAsJsonObject(map);
      assertThat(one.get("formula").getAsString())
          .isEqualTo("time.timeWait >= MSL + (2^k - 1) RTO");
      assertThat(one.get("formulaFailedCells").getAsInt()).isZero();
      assertThat(one.getAsJsonArray("cells"))
          .hasSize(one.get("formulaCheckedCells").getAsInt())
          .allSatisfy(cell -> assertThat(verdict(cell)).isIn("holds", "violated"));
    }
    assertThat(results.getAsJsonArray("leasts"))
        .extracting(HowLongFolderTest::verdict)
        .containsExactly("holds", "violated", "holds", "violated", "holds", "violated");
  }

  private static String verdict(JsonElement cell) {
    return cell.getAsJsonObject().get("verdict").getAsString();
  }

  /** What an independent prototype, and the arithmetic of a reader, come to as well. */
  @Test
  void says_what_is_known_from_elsewhere() throws IOException {
    assertThat(page())
        .contains("outlasts 5 losses in a row; and it leaves ports for 470 connections a second")
        .contains("<td class=\"number\">8.2 s</td>", "<td class=\"number\">33 s</td>")
        .contains("<td class=\"number\">10 s</td><td class=\"number\">2,823</td>")
        .contains("200 ms, 600 ms, 1.4 s, 3 s, 6.2 s, 12.6 s, 25.4 s and 51 s after the first one")
        .contains(row(2, 4, 8), row(2, 6, 8));
  }

  private static String row(int none, int one, int two) {
    String cell = "<td class=\"number\">%d</td>";
    return (cell + cell + cell).formatted(none, one, two);
  }

  @Test
  void has_no_link_that_leads_nowhere() throws IOException {
    String browsable = Files.readString(FOLDER.resolve("README.md"));
    assertThat(browsable).contains("<img src=\"seconds.svg\"").doesNotContain("<svg", "{{");
    for (String text : List.of(page(), browsable)) {
      List<String> links =
          Pattern.compile("(?:href|src)=\"([^\"#]+)\"")
              .matcher(text)
              .results()
              .map((MatchResult link) -> link.group(1))
              .toList();
      assertThat(links).hasSizeGreaterThan(10);
      assertThat(links).allSatisfy(link -> assertThat(FOLDER.resolve(link)).exists());
    }
  }
}
