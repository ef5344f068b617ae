package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("--engine")
class ClusterFlagsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--engine sparc | there is no engine 'sparc'; did you mean 'spark'?",
        "--master local | --master is about a cluster: add --engine spark",
        "--partitions 3 | --partitions is about a cluster: add --engine spark",
        "--shared x | --shared is about a cluster: add --engine spark",
        "--conf a=b | --conf is about a cluster: add --engine spark",
        "--engine spark --master yarm | 'yarm' is no master of Spark: local[*]",
        "--engine spark --partitions 3000000000 | --partitions is at most 2147483647",
        "--engine spark --hash-compact | --hash-compact is not possible with --engine spark",
        "--engine spark --max-memory 1G | --max-memory is not possible with --engine spark",
        "--engine spark --checkpoint x | --checkpoint is not possible with --engine spark",
        "--engine spark | --engine spark needs tarry-spark.jar and Spark's jars on the class path: start Tarry by ./tarry"
      })
  void refuses_what_is_not_possible_or_not_here(String options, String complaint) {
    for (List<String> command :
        List.of(
            List.of("check", "models/01-three-way-handshake.yaml", "--out", folder.toString()),
            List.of("bench", "close", "--connections", "1"))) {
      CommandRun run =
          CommandRun.of(
              Stream.concat(command.stream(), Stream.of(options.split(" ")))
                  .toArray(String[]::new));
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).startsWith("tarry: " + complaint);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01-three-way-handshake | --symmetry | --symmetry is not possible with --engine spark",
        "19-the-last-ack-in-seconds | --quiet | --engine spark is not possible in real time",
        "16-old-duplicates | --quiet | 'no-endless-exchange' is about whole runs, which a search with --engine spark cannot decide"
      })
  void names_what_a_cluster_does_not_decide(String lesson, String option, String complaint) {
    CommandRun run =
        CommandRun.of(
            "check",
            "models/" + lesson + ".yaml",
            option,
            "--engine",
            "spark",
            "--out",
            folder.toString());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("tarry: " + complaint);
  }

  @Test
  void a_version_of_spark_that_does_not_fit_is_named() {
    assertThatThrownBy(() -> ClusterFlags.requireFitting("3.5.1", "4.0."))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("this is Spark 3.5.1, and --engine spark is made for 4.0.x");
    assertThatCode(() -> ClusterFlags.requireFitting("4.0.1", "4.0.")).doesNotThrowAnyException();
  }
}
