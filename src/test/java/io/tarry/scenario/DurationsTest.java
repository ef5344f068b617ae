package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.settings.Time;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Times with units")
class DurationsTest {

  private static final Tick MILLISECOND = new Tick(1_000);

  private static String file(String time, String... more) {
    return """
    title: t
    question: q
    time: { %s }
    %s
    connection: { client: [open, close], server: [listen, close on eof] }
    """
        .formatted(time, String.join("\n", more));
  }

  private static Settings settings(String time, String... more) {
    return Readings.scenario(file(time, more)).cases().get(0).settings();
  }

  private static Time time(String time) {
    return settings(time).time();
  }

  @Test
  void the_tick_is_what_divides_all_of_them() {
    assertThat(time("msl: 2 s, rto: 0.6s, timeWait: 1 min, finWait2: 3000 ms"))
        .isEqualTo(
            new Time(
                Time.Kind.TICKS, 10, new Retransmission(3, true, 1), 300, 15, new Tick(200_000)));
  }

  @Test
  void what_is_left_out_follows_from_the_others_and_finwait2_is_that_of_linux() {
    assertThat(time("msl: 10 s"))
        .isEqualTo(
            new Time(
                Time.Kind.TICKS, 1, new Retransmission(3, true, 1), 2, 6, new Tick(10_000_000)));
    assertThat(time("msl: 7 s").finWait2()).as("60 s, rounded up to 63 s").isEqualTo(9);
    assertThat(time("msl: 1 s, timeWait: 0")).extracting(Time::timeWait).isEqualTo(0);
  }

  @Test
  void a_world_without_units_has_ticks_of_no_length() {
    assertThat(time("msl: 2").tick()).isEqualTo(Tick.NAMELESS);
  }

  @Test
  void sysctls_clocks_and_scripts_have_them_too() {
    Settings settings =
        Readings.scenario(
                """
                title: t
                question: q
                time: { msl: 400 ms }
                hosts:
                  client:
                    sysctl: { tcp_tw_reuse_delay: 2 s, tcp_fin_timeout: 30s }
                    clock: { tick: 1 s }
                start: listening
                connection:
                  client: [open, wait 1.4 s, close]
                  server: [keep listening, receive 1 or close after 0.3 min, close on eof]
                """)
            .cases()
            .get(0)
            .settings();
    Settings.Host client = settings.clients().get(0);
    assertThat(settings.time().tick()).isEqualTo(new Tick(200_000));
    assertThat(client.sysctls().twReuseDelay()).isEqualTo(10);
    assertThat(client.sysctls().finTimeout()).isEqualTo(150);
    assertThat(client.clock().tick()).isEqualTo(5);
    assertThat(client.program().script().instructions().get(1).times().pause()).isEqualTo(7);
    assertThat(settings.server().program().script().longestTime()).isEqualTo(90);
    assertThat(settings.server().sysctls().twReuseDelay()).as("1 s, as Linux has it").isEqualTo(5);
    assertThat(settings.server().sysctls().finTimeout()).as("60 s").isEqualTo(300);
  }

  @Test
  void each_case_has_a_tick_of_its_own() {
    String text =
        file("msl: 2 s", "cases:", "  a: {}", "  b: { change: { time.rto: 200 ms } }")
            .replace("expect:", "");
    assertThat(Readings.scenario(text).cases())
        .extracting(one -> one.settings().time().tick().micros())
        .containsExactly(2_000_000L, 200_000L);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            "msl: 2 s, rto: 3",
            "3:24: 'rto' has no unit, and 'msl' has one;"
                + " give every time of this world a unit, or none"),
        Arguments.of("msl: -2 s", "3:14: expected a time, which is never negative, found '-2 s'"),
        Arguments.of("msl: 0 s", "3:14: expected more than nothing, found '0 s'"),
        Arguments.of(
            "msl: 2 Seconds",
            "3:14: expected a number of ticks from 1 to 20, or a time such as '200 ms',"
                + " found '2 Seconds'; did you mean 's'?"),
        Arguments.of(
            "msl: 2m",
            "3:14: expected a number of ticks from 1 to 20, or a time such as '200 ms',"
                + " found '2m'; did you mean 'min'?"),
        Arguments.of(
            "msl: 1 s, rto: 200 mss",
            "3:24: expected a number of ticks from 1 to 1000000, or a time such as '200 ms',"
                + " found '200 mss'; did you mean 'ms'?"),
        Arguments.of(
            "msl: 30 s, rto: 200 ms",
            "3:14: '30 s' has 150 ticks of 200 ms, which is what divides all times given;"
                + " at most 20 can be counted: 'kind: real' counts none"),
        Arguments.of(
            "kind: real, msl: 11 min", "3:26: expected a time of at most 10 min, found '11 min'"),
        Arguments.of("kind: real, msl: 2", "3:9: in real time, times have units: '200 ms'"),
        Arguments.of(
            "rto: 200 ms",
            "3:1: 'msl' is missing in 'time': where times have units it has no default"));
  }

  @Test
  void real_time_takes_them_as_they_are() {
    assertThat(time("kind: real, msl: 30 s, rto: 200 ms, timeWait: 1 min, retransmissions: 7"))
        .isEqualTo(
            new Time(
                Time.Kind.REAL, 150, new Retransmission(1, true, 7), 300, 300, new Tick(200_000)));
  }

  @Test
  void defaults_of_real_time_are_not_rounded() {
    Time time = time("kind: real, msl: 7 s");
    assertThat(time.tick().say(time.finWait2())).isEqualTo("60 s");
  }

  @Test
  void real_time_refuses_what_asks_how_much_time_has_passed() {
    String text =
        """
        title: t
        question: q
        time: { kind: real, msl: 1 s }
        hosts:
          client: { sysctl: { tcp_timestamps: 1, tcp_tw_reuse: 1 } }
          server: { sysctl: { tcp_tw_recycle: 1 } }
        start: listening
        connection: { client: [open, close], server: [keep listening, wait 2 s, close on eof] }
        """;
    assertThat(Readings.mistakes(text))
        .containsExactly(
            "3:9: real time has no 'tcp_timestamps'; count in 'ticks'",
            "3:9: real time has no 'tcp_tw_recycle'; count in 'ticks'",
            "3:9: real time has no 'tcp_tw_reuse'; count in 'ticks'",
            "3:9: real time has no 'wait' and 'or close after'; count in 'ticks'");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void a_mistake_is_told_at_its_place(String time, String mistake) {
    assertThat(Readings.mistakes(file(time))).containsExactly(mistake);
  }

  @Test
  void a_script_must_have_units_where_the_rest_has() {
    assertThat(
            Readings.mistakes(file("msl: 1 s").replace("[open, close]", "[open, wait 3, close]")))
        .containsExactly(
            "5:30: 'wait 3' has no unit, and 'msl' has one;"
                + " give every time of this world a unit, or none");
  }

  @Test
  void the_case_is_to_blame_that_brings_the_unit() {
    String text = file("msl: 1, rto: 3", "cases:", "  b: { change: { time.rto: 200 ms } }");
    assertThat(Readings.mistakes(text))
        .containsExactly(
            "5:28: 'msl' has no unit, and 'rto' has one;"
                + " give every time of this world a unit, or none");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "1, 1 ms",
    "200, 200 ms",
    "1000, 1 s",
    "8200, 8.2 s",
    "60000, 60 s",
    "90000, 90 s",
    "120000, 2 min",
    "121000, 121 s"
  })
  void are_said_in_their_usual_unit(long ticks, String said) {
    assertThat(MILLISECOND.say(ticks)).isEqualTo(said);
  }

  @Test
  void finer_ones_and_ticks_without_length_are_said_too() {
    assertThat(List.of(new Tick(50).say(3), new Tick(500).say(3)))
        .containsExactly("150 us", "1.5 ms");
    assertThat(List.of(Tick.NAMELESS.say(1), Tick.NAMELESS.say(2)))
        .containsExactly("1 tick", "2 ticks");
  }
}
