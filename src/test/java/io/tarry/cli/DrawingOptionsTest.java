package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingOptionsTest {

  private static final String LESSON = "models/04-why-time-wait.yaml";

  @TempDir private Path out;

  private CommandRun check(String... options) {
    return CommandRun.of(
        Stream.concat(
                Stream.of(
                    "check", LESSON, "--case", "without TIME_WAIT", "--quiet", "--out=" + out),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private Path png() throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(file -> file.toString().endsWith(".png"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void a_png_stays_unless_every_one_is_asked_for() throws IOException {
    assertThat(check().exit()).isZero();
    byte[] drawn = Files.readAllBytes(png());
    Files.writeString(png(), "of other fonts");

    CommandRun again = check("--json");
    assertThat(png()).hasContent("of other fonts");
    assertThat(again.out()).contains(png().getFileName().toString());

    assertThat(check("--png").exit()).isZero();
    assertThat(png()).hasBinaryContent(drawn);
  }

  @Test
  void to_draw_nothing_and_every_png_is_a_contradiction() {
    CommandRun run = check("--png", "--no-render");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--png", "--no-render");
    assertThat(out).isEmptyDirectory();
  }
}
