package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.OtherJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A locale that cannot say a file's name, as with LC_ALL=C,")
class LocaleTest {

  private static final String NAME = "\u00e4.yaml";

  @TempDir private Path folder;

  private record Ended(int exit, String said) {}

  /** A shell makes the file, since this JVM may have such a locale itself. */
  @BeforeEach
  void makeTheFile() throws IOException, InterruptedException {
    Path models = Files.createDirectory(folder.resolve("models"));
    Path plain = Files.createFile(folder.resolve("plain"));
    Files.writeString(
        plain,
        """
        title: A close
        question: Who waits?
        start: established
        connection: { client: [close on eof], server: [close] }
        expect: { time-wait-only-at-server: holds }
        """);
    shell("cp '" + plain + "' '" + models + "'/\"$(printf '\\303\\244')\".yaml");
  }

  private static void shell(String command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor()).isZero();
  }

  private Ended check(String path, String... options) throws IOException, InterruptedException {
    List<String> args = List.of("check", path, "--out", folder.resolve("out").toString());
    Process process =
        OtherJvm.start(
            Main.class,
            List.of(),
            Stream.concat(args.stream(), Stream.of(options)).toList(),
            Map.of("LC_ALL", "C"));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @Test
  void keeps_no_scenario_of_a_folder_from_being_checked_saved_and_drawn() throws Exception {
    Ended ended =
        check(
            folder.resolve("models").toString(),
            "--checkpoint",
            folder.resolve("saved").toString());

    assertThat(ended.said()).contains(NAME).contains("all as expected");
    assertThat(ended.exit()).isZero();
    assertThat(folder.resolve("out/~e4~")).isNotEmptyDirectory();
  }

  @Test
  void is_told_in_a_sentence_where_the_name_is_on_the_command_line() throws Exception {
    Ended ended = check(folder + "/models/" + NAME, "--no-render");

    assertThat(ended.said()).contains("LC_ALL=C.UTF-8").doesNotContain("Exception");
    assertThat(ended.exit()).isEqualTo(2);
  }
}
