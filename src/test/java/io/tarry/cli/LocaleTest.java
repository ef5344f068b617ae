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

@DisplayName("A locale that cannot say a file's name")
class LocaleTest {

  @TempDir private Path folder;

  @Test
  void keeps_no_scenario_from_being_checked_saved_and_drawn() throws Exception {
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

    Process process =
        OtherJvm.start(
            Main.class,
            List.of(),
            List.of(
                "check",
                models.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--checkpoint",
                folder.resolve("saved").toString()),
            Map.of("LC_ALL", "C"));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(folder.resolve("out/~e4~")).isNotEmptyDirectory();
  }

  private static void shell(String command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor()).isZero();
  }
}
