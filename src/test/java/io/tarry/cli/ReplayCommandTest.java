package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("tarry replay")
class ReplayCommandTest {

  private static final String SOCKET = "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n";

  @TempDir private Path folder;

  private CommandRun replay(String script, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("a.pkt"), script);
    String[] arguments = new String[options.length + 2];
    arguments[0] = "replay";
    arguments[1] = file.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandRun.of(arguments);
  }

  @Test
  void agrees_with_a_script_that_is_true() throws IOException {
    CommandRun run = replay(SOCKET + "+0 < . 17:20(3) ack 34 win 1000\n+0 > R 34:34(0)\n");
    assertThat(run.out()).contains("linux").contains("agrees");
    assertThat(run.exit()).isZero();
  }

  @Test
  void says_where_script_and_model_part() throws IOException {
    CommandRun run = replay(SOCKET + "+0 < . 17:20(3) ack 34 win 1000\n+0 > R 35:35(0)\n");
    assertThat(run.out()).contains("a.pkt:3:4").contains("sends R 34:34(0)");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void says_that_a_segment_comes_too_late() throws IOException {
    CommandRun run = replay(SOCKET + "+0 < . 17:20(3) ack 34 win 1000\n+1 > R 34:34(0)\n");
    assertThat(run.out()).contains("the model sends it 1000 ms earlier");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void compares_several_stacks() throws IOException {
    Path suite = Path.of("src/test/resources/packetdrill/abort.pkt");
    CommandRun run = CommandRun.of("replay", suite.toString(), "--stack", "rfc9293,linux");
    assertThat(run.out()).containsPattern("abort.pkt +agrees +disagrees");
    assertThat(run.exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'hello, world', '1:1: this is no statement of packetdrill'",
    "'', '1:1: this script has no statements'",
    "'+0 frobnicate', '1:14: ''('' is expected here'",
    "'+0 < S 0:5(3) win 1', '1:8: 0:5 has 5 bytes, not 3'",
    "'+0 < S. 0:0(0) win 1', '1:9: a segment has ''ack'' and a number if its flags have a dot'",
    "'+0 < Q 0:0(0)', '1:6: the flags of a segment, such as S. or F. is expected here'",
    "'+0 close(3', '1:10: this call has no end'",
    "'/* ', '1:1: this comment has no end'",
    "'+0.1234567 close(3) = 0', '1:2: a time has no more than six digits after the point'",
    "'// tarry: stack = windows\n+0 close(3) = 0', 'is not understood'",
  })
  void names_the_place_of_a_mistake(String script, String mistake) throws IOException {
    CommandRun run = replay(script);
    assertThat(run.err()).contains(mistake);
    assertThat(run.exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "+0 epoll_create(1) = 4, 2:4: not supported: the call epoll_create()",
    "+0 %{ print(1) }%, 2:4: not supported: code other than 'assert tcpi_state == TCP_...'",
    "+0 < [noecn] . 1:1(0) ack 1, 2:4: not supported: anything but plain segments of TCP",
    "+0 `ip route add`, 2:4: not supported: the command 'ip route add'",
    "+0 `sysctl -q net.ipv4.tcp_abort_on_overflow=1`, 2:4: not supported: the setting",
    "'+0 shutdown(3, SHUT_RD) = 0', 2:4: not supported: shutdown() but with SHUT_WR",
  })
  void names_a_statement_that_the_model_has_not(String statement, String why) throws IOException {
    CommandRun run = replay(SOCKET + statement + "\n");
    assertThat(run.out()).contains(why);
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void refuses_an_unknown_stack_and_an_empty_folder() throws IOException {
    assertThat(replay(SOCKET, "--stack", "windows").err()).contains("no stack is called 'windows'");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(CommandRun.of("replay", empty.toString()).err()).contains("there is no script");
    assertThat(CommandRun.of("replay", folder.resolve("none.pkt").toString()).exit()).isEqualTo(4);
  }
}
