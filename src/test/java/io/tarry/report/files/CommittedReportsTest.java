package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.check.LessonResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The committed gallery")
class CommittedReportsTest {

  @TempDir private Path made;

  @Test
  void is_what_checking_the_lessons_writes_byte_for_byte() throws IOException {
    List<CaseResult> results = LessonResults.all().stream().flatMap(List::stream).toList();
    try (Gallery gallery = new Gallery(made, Gallery.Drawn.SVG)) {
      gallery.write(results);
    }
    Map<String, String> expected = files(made);
    Map<String, String> committed = files(Path.of("reports"));
    assertThat(committed.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, text) ->
        assertThat(committed.get(name))
            .as("reports/" + name + "; run ./tarry check models and look at what changed")
            .isEqualTo(text));
  }

  /** DOT, SVG and results, by name; PNGs depend on the fonts of the machine. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".png")) {
          files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
      }
    }
    return files;
  }
}
