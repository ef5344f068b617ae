package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("check --also")
class AlsoFormatTest {

  @TempDir private Path folder;

  private CommandRun check(String... options) {
    List<String> usual =
        List.of("check", "05", "--no-render", "--quiet", "--out", folder.toString());
    return CommandRun.of(
        Stream.concat(usual.stream(), Arrays.stream(options)).toArray(String[]::new));
  }

  private List<String> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void writes_each_format_and_a_check_without_it_leaves_none() throws IOException {
    CommandRun run = check("--also", "pcapng,packetdrill,itf");
    assertThat(run.exit()).isZero();
    assertThat(files(".pcapng")).isNotEmpty().hasSameSizeAs(files(".itf.json"));
    assertThat(files(".client.pkt")).isNotEmpty().hasSameSizeAs(files(".server.pkt"));
    check("--also", "itf");
    assertThat(files(".itf.json")).isNotEmpty();
    assertThat(files(".pcapng")).isEmpty();
    assertThat(files(".pkt")).isEmpty();
  }

  @Test
  void names_the_formats_that_there_are() {
    CommandRun run = check("--also", "pcap");
    assertThat(run.err()).contains("'pcap' is no format; there are packetdrill, pcapng, itf");
    assertThat(run.exit()).isEqualTo(2);
  }
}
