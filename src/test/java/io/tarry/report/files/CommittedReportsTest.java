package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.LessonResults;
import io.tarry.engine.Model;
import io.tarry.engine.Search;
import io.tarry.engine.SearchSetup;
import io.tarry.engine.Subject;
import io.tarry.report.drawing.Graphviz;
import io.tarry.report.drawing.Renderer;
import io.tarry.survey.CellChecks;
import io.tarry.survey.HowLong;
import io.tarry.survey.Museum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
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
    Check deciding = Check.whole().setUp(new UntilDecided());
    CellChecks cells =
        new CellChecks(deciding, Runtime.getRuntime().availableProcessors(), () -> false);
    copyWhatKernelsSaid();
    Renderer renderer = Renderer.create();
    try (Gallery gallery = new Gallery(made, Gallery.Drawn.SVG, renderer)) {
      HowLongFolder.write(made, HowLong.of(cells, cell -> {}), renderer);
      MuseumFolder.write(made, Museum.pieces(cells.threads(), () -> false, piece -> {}), renderer);
      gallery.write(results);
    }
    Map<String, String> expected = files(made);
    Map<String, String> committed = files(Path.of("reports"));
    assertThat(committed.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, text) ->
        assertThat(committed.get(name))
            .as(
                "reports/"
                    + name
                    + "; run ./tarry check models, ./tarry how-long and ./tarry mutate --museum, and"
                    + " look at what changed")
            .isEqualTo(text));
  }

  /** What a reader sees is what the DOT file says, which anybody may draw anew. */
  @Test
  void each_svg_is_what_graphviz_draws_of_the_dot_file_beside_it() throws IOException {
    Map<String, String> committed = files(Path.of("reports"));
    List<String> drawn = committed.keySet().stream().filter(name -> name.endsWith(".dot")).toList();
    assertThat(drawn).hasSizeGreaterThan(200);
    for (String dot : drawn) {
      assertThat(committed.get(dot.replaceFirst("dot$", "svg")))
          .as(dot)
          .isEqualTo(Graphviz.svg(committed.get(dot)));
    }
  }

  /** It is not made by checking, which only reads it. */
  private void copyWhatKernelsSaid() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("reports"))) {
      for (Path file : all.filter(one -> one.endsWith(LabJson.FILE)).toList()) {
        Path copy = made.resolve(Path.of("reports").relativize(file));
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(file, copy);
      }
    }
  }

  /** As {@code tarry how-long} searches. */
  private static final class UntilDecided implements SearchSetup {
    @Override
    public <M extends Model> Search<M> apply(Search<M> search, Supplier<Subject> subject) {
      return search.untilDecided();
    }
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
