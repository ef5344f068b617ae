package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.scenario.ExtremeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/** Whatever a legal file asks for, it gets an answer, or is refused at its place. */
class LegalFilesProperties {

  private static final int DEFECT = ExitCode.DEFECT.number();

  private static Path folder = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("tarry-legal-files");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    CommandRun.removeAll(folder);
  }

  @Property(tries = 40)
  void never_end_in_exit_70(@ForAll("files") String text) throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), text);

    CommandRun run =
        CommandRun.of(
            "check",
            file.toString(),
            "--no-render",
            "--quiet",
            "--threads=1",
            "--max-states=" + Integer.getInteger("tarry.test.states", 300),
            "--max-memory=100M",
            "--out=" + folder.resolve("out"));

    assertThat(run.exit()).as(run.err()).isNotEqualTo(DEFECT);
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
    Statistics.label("refused")
        .collect(run.exit() == ExitCode.WRONG_INPUT.number())
        .coverage(coverage -> coverage.check(false).percentage(percent -> percent > 50));
  }

  @Provide
  Arbitrary<String> files() {
    return ExtremeFiles.any();
  }
}
