package io.tarry.scenario;

import static io.tarry.scenario.Readings.mistakes;
import static io.tarry.scenario.Readings.onlyCase;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Script.Instruction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A script in a scenario file")
class ScriptTest {

  private static final Instruction OPEN = Instruction.of(Call.OPEN);
  private static final Instruction LISTEN = Instruction.of(Call.LISTEN);
  private static final Instruction RECEIVE = Instruction.of(Call.RECEIVE);
  private static final Instruction CLOSE = Instruction.of(Call.CLOSE);

  private static String file(String client, String server, String start) {
    return """
    title: A title
    question: A question?
    connection:
      client: [%s]
      server: [%s]
    start: %s
    """
        .formatted(client, server, start);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void becomes_calls_and_what_they_wait_for(String client, List<Instruction> expected) {
    String text = file(client, "open, send 5, close", "closed");

    assertThat(onlyCase(text).settings().clients().get(0).program().script())
        .isEqualTo(new Script(expected));
  }

  static Stream<Arguments> becomes_calls_and_what_they_wait_for() {
    return Stream.of(
        Arguments.of("open", List.of(OPEN)),
        Arguments.of("listen", List.of(LISTEN)),
        Arguments.of("open, close", List.of(OPEN, CLOSE.onceConnected())),
        Arguments.of("open nonblocking, close", List.of(OPEN, CLOSE)),
        Arguments.of("listen, close", List.of(LISTEN, CLOSE.onceConnected())),
        Arguments.of("listen nonblocking, close", List.of(LISTEN, CLOSE)),
        Arguments.of("listen nonblocking, open", List.of(LISTEN, OPEN)),
        Arguments.of(
            "open, send 2, send 1 on eof, shutdown, close on eof",
            List.of(
                OPEN,
                Instruction.send(2).onceConnected(),
                Instruction.send(1).onEndOfFile(),
                Instruction.of(Call.SHUTDOWN),
                CLOSE.onEndOfFile())),
        Arguments.of("open, abort", List.of(OPEN, Instruction.of(Call.ABORT).onceConnected())),
        Arguments.of(
            "open, eof, shutdown on eof",
            List.of(OPEN, Instruction.of(Call.SHUTDOWN).onceConnected().onEndOfFile())),
        Arguments.of(
            "open, '  close   on  eof '", List.of(OPEN, CLOSE.onceConnected().onEndOfFile())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void receives_by_waiting_before_the_next_call(String client, List<Instruction> expected) {
    String text = file(client, "open, send 5, close", "closed");

    assertThat(onlyCase(text).settings().clients().get(0).program().script())
        .isEqualTo(new Script(expected));
  }

  static Stream<Arguments> receives_by_waiting_before_the_next_call() {
    return Stream.of(
        Arguments.of(
            "open, receive 1, send 1, receive 3, close",
            List.of(
                OPEN, Instruction.send(1).onceConnected().onceReceived(1), CLOSE.onceReceived(4))),
        Arguments.of(
            "open, receive 1, receive 2, close",
            List.of(OPEN, CLOSE.onceConnected().onceReceived(3))),
        Arguments.of(
            "open, send 1, receive 5",
            List.of(OPEN, Instruction.send(1).onceConnected(), RECEIVE.onceReceived(5))),
        Arguments.of("open, eof", List.of(OPEN, RECEIVE.onceConnected().onEndOfFile())),
        Arguments.of(
            "open, close, receive 5, eof",
            List.of(OPEN, CLOSE.onceConnected(), RECEIVE.onceReceived(5).onEndOfFile())),
        // What waits for the peer waits for the connection, whoever opened it without waiting.
        Arguments.of(
            "open nonblocking, send 1, receive 1, shutdown, receive 1, close",
            List.of(
                OPEN,
                Instruction.send(1),
                Instruction.of(Call.SHUTDOWN).onceConnected().onceReceived(1),
                CLOSE.onceReceived(2))),
        Arguments.of(
            "open nonblocking, close on eof", List.of(OPEN, CLOSE.onceConnected().onEndOfFile())));
  }

  @Test
  void waits_for_no_connection_in_a_world_that_starts_established() {
    String text = file("receive 1, close", "send 1", "established");

    assertThat(onlyCase(text).settings().clients().get(0).program().script())
        .isEqualTo(Script.of(CLOSE.onceReceived(1)));
  }

  // ---- Mistakes

  private static final String ALL_WORDS =
      "expected open, listen, keep, send, receive, eof, close, shutdown, abort, wait or again, found ";

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void is_refused_for_a_wrong_word(String word, String complaint) {
    String text = file("open, " + word, "listen", "closed");

    assertThat(mistakes(text)).containsExactly("4:18: " + complaint);
  }

  static Stream<Arguments> is_refused_for_a_wrong_word() {
    String numbers = ", N from 1 to 9, T from 1 to 99 or a time such as 200 ms, found ";
    String send = "expected 'send N', 'send N on eof' or 'send N or close after T'" + numbers;
    String receive = "expected 'receive N' or 'receive N or close after T'" + numbers;
    return Stream.of(
        Arguments.of(
            "recieve 1",
            "expected open, listen, keep, send, receive, eof, close, shutdown, abort, wait or"
                + " again, found 'recieve 1'; did you mean 'receive'?"),
        Arguments.of("connect", ALL_WORDS + "'connect'; did you mean 'open'?"),
        Arguments.of("accept", ALL_WORDS + "'accept'; did you mean 'listen'?"),
        Arguments.of("read 1", ALL_WORDS + "'read 1'; did you mean 'receive'?"),
        Arguments.of("write 1", ALL_WORDS + "'write 1'; did you mean 'send'?"),
        Arguments.of("kill", ALL_WORDS + "'kill'; did you mean 'abort'?"),
        Arguments.of(
            "\"wait\"",
            "expected 'wait T', T from 1 to 99 or a time such as 200 ms, found \"wait\""),
        Arguments.of("send", send + "'send'"),
        Arguments.of("send 0", send + "'send 0'"),
        Arguments.of("receive 10", receive + "'receive 10'"),
        Arguments.of("receive 1 on eof", receive + "'receive 1 on eof'"),
        Arguments.of("again", "expected 'again N', N from 1 to 9, found 'again'"),
        Arguments.of(
            "open from 1 at 2",
            "expected 'open', 'open from PORT', 'open to PORT', 'open from PORT to PORT' or"
                + " 'open nonblocking', PORT as in the host's list, found 'open from 1 at 2'"),
        Arguments.of("eof 1", "expected 'eof', found 'eof 1'"),
        Arguments.of("close on", "expected 'close' or 'close on eof', found 'close on'"),
        Arguments.of(
            "closeon eof",
            "expected open, listen, keep, send, receive, eof, close, shutdown"
                + ", abort, wait or again, found 'closeon eof'; did you mean 'close'?"),
        Arguments.of(
            "~",
            "expected open, listen, keep, send, receive, eof, close, shutdown, abort, wait or"
                + " again, found nothing"),
        Arguments.of("send: 1", "expected a word of a script, found a map"),
        Arguments.of("[close]", "expected a word of a script, found a list"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void is_refused_for_what_cannot_follow(String client, List<String> complaints) {
    assertThat(mistakes(file(client, "listen", "closed"))).isEqualTo(complaints);
  }

  static Stream<Arguments> is_refused_for_what_cannot_follow() {
    return Stream.of(
        Arguments.of("open, close, send 1", List.of("4:25: 'send' cannot follow 'close'")),
        Arguments.of("open, close, close", List.of("4:25: 'close' cannot follow 'close'")),
        Arguments.of("open, close, shutdown", List.of("4:25: 'shutdown' cannot follow 'close'")),
        Arguments.of("open, shutdown, send 1", List.of("4:28: 'send' cannot follow 'shutdown'")),
        Arguments.of("open, abort, send 1", List.of("4:25: 'send' cannot follow 'abort'")),
        Arguments.of(
            "open, abort, close, eof",
            List.of("4:25: 'close' cannot follow 'abort'", "4:32: 'eof' cannot follow 'abort'")));
  }

  @ParameterizedTest(name = "{0} / {1} / {2}")
  @MethodSource
  void is_refused_where_it_does_not_fit_the_other_or_the_start(
      String client, String server, String start, List<String> complaints) {
    assertThat(mistakes(file(client, server, start))).isEqualTo(complaints);
  }

  static Stream<Arguments> is_refused_where_it_does_not_fit_the_other_or_the_start() {
    String begin =
        "a script begins with 'open' or 'listen' unless the world has 'start: established'";
    return Stream.of(
        Arguments.of("send 1", "listen", "closed", List.of("4:12: " + begin)),
        Arguments.of("open", "eof", "closed", List.of("5:12: " + begin)),
        Arguments.of("close", "close", "closed", List.of("4:12: " + begin, "5:12: " + begin)),
        Arguments.of(
            "open", "listen, listen", "closed", List.of("5:20: 'listen' is said once, and first")),
        Arguments.of(
            "open, close, open",
            "listen",
            "closed",
            List.of(
                "4:25: 'open' is said once, and first, unless the server begins with 'keep"
                    + " listening'")),
        Arguments.of(
            "listen, open",
            "listen",
            "closed",
            List.of(
                "4:20: 'open' is said once, and first, unless the server begins with 'keep"
                    + " listening'")),
        Arguments.of(
            "listen", "listen", "closed", List.of("4:12: both ends listen and nobody opens")),
        Arguments.of(
            "open, close",
            "listen",
            "established",
            List.of(
                "4:12: 'open' has no place in a world that starts established",
                "5:12: 'listen' has no place in a world that starts established")),
        Arguments.of(
            "send 5, send 4, send 1, send 1",
            "eof",
            "established",
            List.of("4:20: the client sends 11 bytes in all, and the window is 8")),
        Arguments.of(
            "send 8, send 1, send 1",
            "eof",
            "established",
            List.of("4:20: the client sends 10 bytes in all, and the window is 8")));
  }

  @Test
  void may_wait_for_what_never_comes_as_a_peer_that_says_nothing_is_often_the_subject() {
    String idle = file("close on eof", "receive 9 or close after 6", "established");
    assertThat(onlyCase(idle).settings().server().program().script().instructions())
        .extracting(step -> step.awaited().bytes())
        .containsExactly(9);
  }

  @Test
  void is_not_refused_for_what_only_follows_from_an_unknown_word() {
    assertThat(mistakes(file("opn, snd 1", "listen, receive 1", "closed")))
        .containsExactly(
            "4:12: expected open, listen, keep, send, receive, eof, close, shutdown, abort, wait or"
                + " again, found 'opn'; did you mean 'open'?",
            "4:17: expected open, listen, keep, send, receive, eof, close, shutdown, abort, wait or"
                + " again, found 'snd 1'; did you mean 'send'?");
  }
}
