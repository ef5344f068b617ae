package io.tarry.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tarry.scenario.Applications;
import io.tarry.tcp.settings.Time.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldReportsTest {

  private static final DrawnWorld WITHOUT_TIME_WAIT =
      new DrawnWorld(
          new Applications("established", List.of("close"), List.of("close")),
          new FaultBudget(1, 0, false),
          new Timers(Kind.TICKS, 1, 3, true, 1, 0),
          HostSettings.RFC9293,
          HostSettings.RFC9293,
          Nat.NONE,
          Numbers.USUAL);

  @TempDir private Path folder;

  @Test
  void a_failure_shows_the_run() {
    assertThat(failure())
        .hasMessageStartingWith("VIOLATED: last-ack-never-ended-by-rst\n")
        .hasMessageContaining("step  tick  client (rfc9293)")
        .hasMessageContaining("==> A RST ends it");
  }

  @Test
  void the_world_is_written_as_a_file_with_its_page_and_picture() {
    WorldFailure failure = failure();

    List<String> lines = WorldReports.write(folder, "LockTest.closes", failure);

    assertThat(lines)
        .containsExactly(
            "file:    " + folder + "/LockTest.closes.yaml",
            "page:    " + folder + "/LockTest.closes/index.html",
            "picture: " + folder + "/LockTest.closes/as-written.last-ack-never-ended-by-rst.svg");
    assertThat(folder.resolve("LockTest.closes.yaml"))
        .content()
        .contains("expect: {last-ack-never-ended-by-rst: holds}");
    assertThat(failure.saying(lines))
        .hasMessageStartingWith(failure.getMessage())
        .hasMessageEndingWith(String.join("\n", lines) + "\n");
  }

  @Test
  void it_is_printed_as_a_scenario_file() {
    ScenarioFormat format = new ScenarioFormat();

    assertThat(format.appliesTo(WITHOUT_TIME_WAIT)).isTrue();
    assertThat(format.appliesTo("text")).isFalse();
    assertThat(format.report(WITHOUT_TIME_WAIT)).hasToString(WITHOUT_TIME_WAIT.text());
  }

  private static WorldFailure failure() {
    return catchThrowableOfType(
        WorldFailure.class, () -> WITHOUT_TIME_WAIT.requireHolds("last-ack-never-ended-by-rst"));
  }
}
