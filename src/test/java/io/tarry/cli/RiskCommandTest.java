package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("tarry risk")
class RiskCommandTest {

  @TempDir private Path folder;

  private CommandRun risk(String... more) {
    return CommandRun.of(
        Stream.concat(Stream.of("risk", "--out", folder.toString(), "--quiet"), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void answers_on_one_screen_with_the_searches_behind_each_line() throws IOException {
    Path sysctl =
        Files.writeString(
            folder.resolve("sysctl.txt"),
            "net.ipv4.ip_local_port_range = 32768\t60999\nnet.ipv4.tcp_rfc1337 = 1\n");
    CommandRun run =
        risk(
            "--time-wait",
            "700ms",
            "--rto",
            "200ms",
            "--msl",
            "100ms",
            "--losses",
            "2",
            "--rate",
            "50000",
            "--sysctl",
            sysctl.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("safe for up to 2 losses in a row; first failure at 3. That is enough for the 2")
        .contains("2 losses: 'fin-from-last-ack-never-answered-by-rst' holds (the whole space, ")
        .contains("3 losses: 'fin-from-last-ack-never-answered-by-rst' violated (in ")
        .contains("a copy of an old byte does not get into the next connection")
        .contains("28,232 ports / 700 ms = 40,331 connections a second")
        .contains("LESS than the 50000 asked")
        .contains("tcp_rfc1337 = 1: TIME_WAIT ignores RST, so nothing ends it early. Searched:");
    String see = run.out().lines().filter(line -> line.contains("see ")).findFirst().orElseThrow();
    assertThat(Files.readString(Path.of(see.strip().substring("see ".length()))))
        .contains("the FIN gets a RST instead of its ACK");
  }

  @Test
  void says_the_same_to_programs() throws IOException {
    Path sysctl =
        Files.writeString(
            folder.resolve("sysctl.txt"),
            "net.ipv4.tcp_tw_reuse = 1\nnet.ipv4.tcp_tw_reuse_delay = 100\n");
    CommandRun run =
        risk(
            "--time-wait",
            "700ms",
            "--rto",
            "200ms",
            "--msl",
            "100ms",
            "--losses",
            "3",
            "--json",
            "--sysctl",
            sysctl.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(1);
    JsonObject answer = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(answer.get("exit").getAsInt()).isEqualTo(1);
    assertThat(answer.getAsJsonArray("assumed")).isEmpty();
    JsonObject lastAck = answer.getAsJsonObject("lastAck");
    assertThat(lastAck.get("survivesLosses").getAsInt()).isEqualTo(2);
    assertThat(lastAck.getAsJsonObject("survived").get("verdict").getAsString()).isEqualTo("holds");
    assertThat(lastAck.getAsJsonObject("next").get("verdict").getAsString()).isEqualTo("violated");
    assertThat(Path.of(lastAck.getAsJsonArray("reports").get(0).getAsString())).exists();
    assertThat(answer.getAsJsonObject("oldBytes").getAsJsonObject("asTold").get("verdict"))
        .hasToString("\"holds\"");
    JsonObject ports = answer.getAsJsonObject("localPorts");
    assertThat(ports.get("connectionsASecond").getAsInt()).isEqualTo(282_320);
    assertThat(ports.get("heldByReuseDelay").getAsBoolean()).isTrue();
    assertThat(answer.getAsJsonArray("settings"))
        .hasSize(3)
        .last()
        .satisfies(last ->
            assertThat(last.getAsJsonObject().get("says").getAsString())
                .contains("too short for some peers"));
  }

  @Test
  void says_by_its_exit_code_whether_as_many_losses_as_asked_are_survived() {
    CommandRun run =
        risk(
            "--time-wait",
            "300ms",
            "--rto",
            "200ms",
            "--msl",
            "100ms",
            "--losses",
            "2",
            "--no-render");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("safe for up to 1 loss in a row; first failure at 2. That is LESS");
  }

  @Test
  void keeps_the_limits_in_each_of_its_searches() throws IOException {
    Path sysctl = Files.writeString(folder.resolve("sysctl.txt"), "net.ipv4.tcp_tw_reuse = 1\n");
    CommandRun run = risk("--no-render", "--max-states", "100", "--sysctl", sysctl.toString());

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out())
        .contains("tcp_tw_reuse = 1: Not known: 'octets-of-this-incarnation' undecided")
        .doesNotContain("no old byte gets in")
        .doesNotContain("Searched: ");
  }

  @Test
  void says_where_nothing_comes_to_where_it_could_break() {
    CommandRun run =
        risk("--no-render", "--time-wait", "300ms", "--rto", "500ms", "--msl", "100ms");

    assertThat(run.out()).contains("safe for up to 0 losses in a row (no FIN is sent again then)");
  }

  @ParameterizedTest
  @CsvSource({
    "--time-wait, 10, '--time-wait is a time with a unit, such as 200ms, 10s or 1min, not ''10'''",
    "--msl, 0s, --msl and --rto are longer than nothing",
    "--losses, 8, '--losses is from 0 to 7, not 8'",
    "--rate, 0, '--rate is 1 or more, not 0'",
    "--ports, 70000, '--ports is from 1 to 65535, not 70000'",
    "--time-wait, 9min, times of more than 4 minutes cannot be searched"
  })
  void refuses_what_makes_no_sense(String option, String value, String said) {
    CommandRun run = risk(option, value);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err().strip()).isEqualTo("tarry: " + said);
  }
}
