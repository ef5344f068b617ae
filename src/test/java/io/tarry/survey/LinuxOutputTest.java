package io.tarry.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a machine says of itself")
class LinuxOutputTest {

  @Test
  void is_its_sysctls_by_their_names() throws QuestionException {
    Map<String, String> sysctls =
        LinuxOutput.sysctls(
            """
            net.ipv4.ip_local_port_range = 32768\t60999
            net.ipv4.tcp_tw_reuse = 2
            tcp_rfc1337 = 1
            sysctl: permission denied on key 'net.ipv4.tcp_fastopen_key'
            """);

    assertThat(sysctls).containsEntry("tcp_tw_reuse", "2").containsEntry("tcp_rfc1337", "1");
    assertThat(LinuxOutput.ports(sysctls)).contains(28_232);
    assertThat(LinuxOutput.ports(Map.of())).isEmpty();
  }

  @Test
  void is_after_which_time_it_takes_a_port_out_of_time_wait() {
    assertThat(
            LinuxOutput.reuseDelayMillis(Map.of("tcp_tw_reuse", "1", "tcp_tw_reuse_delay", "250")))
        .contains(250L);
    assertThat(LinuxOutput.reuseDelayMillis(Map.of("tcp_tw_reuse", "1"))).contains(1_000L);
    assertThat(LinuxOutput.reuseDelayMillis(Map.of("tcp_tw_reuse", "1", "tcp_timestamps", "0")))
        .isEmpty();
    assertThat(
            LinuxOutput.reuseDelayMillis(Map.of("tcp_tw_reuse", "2", "tcp_tw_reuse_delay", "250")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "60001", "1s", "-1", ""})
  void cannot_have_every_delay(String delay) {
    assertThatThrownBy(() -> LinuxOutput.sysctls("net.ipv4.tcp_tw_reuse_delay = " + delay + "\n"))
        .hasMessage("tcp_tw_reuse_delay cannot be '" + delay + "'");
  }

  @Test
  void is_refused_where_it_is_of_another_system_or_nothing() {
    assertThatThrownBy(() -> LinuxOutput.sysctls("net.inet.tcp.msl: 30000\n"))
        .hasMessage(
            "these are sysctls of another system (net.inet...); 'risk' knows those of Linux");
    assertThatThrownBy(() -> LinuxOutput.sysctls("hello\n"))
        .hasMessage("no setting of TCP is in it; expected the output of 'sysctl net.ipv4'");
    assertThatThrownBy(() -> LinuxOutput.sysctls("net.ipv4.tcp_rfc1337 = banana\n"))
        .hasMessage("tcp_rfc1337 cannot be 'banana'");
    assertThatThrownBy(() -> LinuxOutput.ports(Map.of("ip_local_port_range", "60999 32768")))
        .hasMessage("ip_local_port_range is two ports, not '60999 32768'");
  }

  @Test
  void is_the_longest_timeout_of_its_connections() throws QuestionException {
    String ss =
        """
        ESTAB 0 0 10.0.0.1:22 10.0.0.2:5000
        \t cubic wscale:7,7 rto:204 rtt:3.9/2.1 ato:40
        \t cubic wscale:7,7 rto:1608.5 rtt:400/90 minrto:9999
        """;

    assertThat(LinuxOutput.rtoMillis(ss)).isEqualTo(1608);
    assertThatThrownBy(() -> LinuxOutput.rtoMillis("State Recv-Q\n"))
        .hasMessage("no 'rto:' is in it; expected the output of 'ss -tin'");
  }

  @ParameterizedTest
  @CsvSource({"200ms, 200", "10s, 10000", "1.5 s, 1500", "2min, 120000", "0s, 0"})
  void is_told_times(String written, long millis) throws QuestionException {
    assertThat(LinuxOutput.millis("--rto", written)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "-1s", "1h", "s", "", "1.2345s"})
  void is_not_told_other_times(String written) {
    assertThatThrownBy(() -> LinuxOutput.millis("--rto", written))
        .isInstanceOf(QuestionException.class)
        .hasMessage(
            "--rto is a time with a unit, such as 200ms, 10s or 1min, not '" + written + "'");
  }

  @Test
  void is_told_times_in_whole_milliseconds() {
    assertThatThrownBy(() -> LinuxOutput.millis("--rto", "1.5ms"))
        .hasMessage("--rto is in whole milliseconds, not '1.5ms'");
  }
}
