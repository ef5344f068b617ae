package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.OtherJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file's name of letters that the locale does not have, as with LC_ALL=C")
class FileNamesInPlainLocaleTest {

  private static final String NAME = "\u00e4.yaml";

  @TempDir private Path folder;

  private record Ended(int exit, String said) {}

  private Ended check(String path) throws IOException, InterruptedException {
    Files.copy(Path.of("models/02-four-way-close.yaml"), folder.resolve(NAME));
    Process process =
        OtherJvm.start(
            Main.class,
            List.of(),
            List.of("check", path, "--no-render", "--out", folder.resolve("out").toString()),
            Map.of("LC_ALL", "C"));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @Test
  void is_read_in_a_folder() throws Exception {
    Ended ended = check(folder.toString());

    assertThat(ended.said()).contains(NAME).contains("all as expected");
    assertThat(ended.exit()).isZero();
  }

  @Test
  void is_refused_in_a_sentence_on_the_command_line() throws Exception {
    Ended ended = check(folder.resolve(NAME).toString());

    assertThat(ended.said()).contains("LC_ALL=C.UTF-8").doesNotContain("Exception");
    assertThat(ended.exit()).isEqualTo(2);
  }
}
