package io.tarry.property.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An expression that is wrong")
class MistakesInExpressionsTest {

  /** Each mistake as {@code offset: problem}, offsets from 0. */
  static List<String> mistakes(String text) {
    Parsed parsed = Parsed.of(text);
    assertThat(parsed).isInstanceOf(Parsed.Bad.class);
    return ((Parsed.Bad) parsed)
        .mistakes().stream().map(m -> m.offset() + ": " + m.problem()).toList();
  }

  @ParameterizedTest(name = "[{0}]")
  @MethodSource({"wrong_grammar", "wrong_words", "wrong_types"})
  void is_told_with_place(String text, String mistake) {
    assertThat(mistakes(text)).containsExactly(mistake);
  }

  static Stream<Arguments> wrong_grammar() {
    return Stream.of(
        Arguments.of("", "0: expected an operand, found the end"),
        Arguments.of(" \n\t ", "0: expected an operand, found the end"),
        Arguments.of("true and", "8: expected an operand, found the end"),
        Arguments.of("true and  \n", "8: expected an operand, found the end"),
        Arguments.of("and true", "0: expected an operand, found 'and'"),
        Arguments.of("true and or true", "9: expected an operand, found 'or'"),
        Arguments.of("not", "3: expected an operand, found the end"),
        Arguments.of("()", "1: expected an operand, found ')'"),
        Arguments.of("(true", "0: this '(' is never closed"),
        Arguments.of("true and (true or (false)", "9: this '(' is never closed"),
        Arguments.of("(true false)", "6: expected an operator or ')', found 'false'"),
        Arguments.of("true)", "4: this ')' closes nothing"),
        Arguments.of("true false", "5: expected an operator or the end, found 'false'"),
        Arguments.of("true adn false", "5: expected an operator or the end, found 'adn'"),
        Arguments.of("1 < 2 < 3", "6: comparisons do not chain; write 'a < b and b < c'"),
        Arguments.of("1 == 1 != 2", "7: comparisons do not chain; write 'a < b and b < c'"),
        Arguments.of("1 < 1234567", "4: a number has at most 6 digits here"),
        Arguments.of("1 < 99999999999999999999", "4: a number has at most 6 digits here"),
        Arguments.of("true && false", "5: '&&' has no meaning here"),
        Arguments.of("!true", "0: '!' has no meaning here"),
        Arguments.of("1 = 1", "2: '=' has no meaning here"),
        Arguments.of("true # false", "5: '#' has no meaning here"),
        Arguments.of("1 < 2 \uD83D\uDE00", "6: '\uD83D\uDE00' has no meaning here"),
        Arguments.of("client", "6: expected '.', as in 'client.state', found the end"),
        Arguments.of("client state", "7: expected '.', as in 'client.state', found 'state'"),
        Arguments.of("client.", "7: expected a field, as in 'client.state', found the end"),
        Arguments.of("client.5", "7: expected a field, as in 'client.state', found '5'"),
        Arguments.of("before", "6: expected '.', as in 'before.client.state', found the end"),
        Arguments.of("before.(", "7: expected 'client', 'server' or 'network', found '('"),
        Arguments.of(
            "network",
            "7: expected '.size', '.sent', 'is empty' or 'has' after 'network', found the end"),
        Arguments.of("network is full", "11: expected 'empty', found 'full'"),
        Arguments.of("network has", "11: expected a segment, found the end"),
        Arguments.of("network has RST from 5", "21: expected client or server, found '5'"),
        Arguments.of("step", "4: expected a verb after 'step', found the end"),
        Arguments.of("step fires", "10: expected a timer, found the end"),
        Arguments.of("step calls (", "11: expected a call, found '('"),
        Arguments.of("step sends SYN+", "15: expected a segment, found the end"),
        Arguments.of("step ticks SYN", "11: expected an operator or the end, found 'SYN'"));
  }

  static Stream<Arguments> wrong_words() {
    String noPort =
        "no connection fails with NO_PORT, as there is none yet;"
            + " say client.refusal or server.refusal";
    return Stream.of(
        Arguments.of("client.state == LAST_AKC", "16: unknown state 'LAST_AKC'"),
        Arguments.of("LAST_AKC == client.state", "0: unknown state 'LAST_AKC'"),
        Arguments.of("client.state == last_ack", "16: unknown state 'last_ack'"),
        Arguments.of("client.error != RESTE", "16: unknown error 'RESTE'"),
        Arguments.of("client.delivered > many", "19: unknown name 'many'"),
        Arguments.of("flase", "0: unknown name 'flase'"),
        Arguments.of("a == b", "0: unknown name 'a'"),
        Arguments.of("clinet.state == CLOSED", "0: unknown name 'clinet'"),
        Arguments.of("before.clinet.state == CLOSED", "7: unknown name 'clinet'"),
        Arguments.of("client.sate == CLOSED", "7: unknown field of the client 'sate'"),
        Arguments.of("network.length == 0", "8: unknown field of the network 'length'"),
        Arguments.of("network has RTS", "12: unknown segment 'RTS'"),
        Arguments.of("network has SYN+FIN", "12: unknown segment 'SYN+FIN'"),
        Arguments.of("network has RST from sever", "21: unknown end 'sever'"),
        Arguments.of("step seds RST", "5: unknown verb 'seds'"),
        Arguments.of("step fires timeWait", "11: unknown timer 'timeWait'"),
        Arguments.of("step calls clos", "11: unknown call 'clos'"),
        Arguments.of("step calls close at clinet", "20: unknown end 'clinet'"),
        Arguments.of("client.error == NO_PORT", "0: " + noPort),
        Arguments.of("NO_PORT != client.error", "11: " + noPort),
        Arguments.of("server.freePorts > 0", "7: unknown field of the server 'freePorts'"));
  }

  static Stream<Arguments> wrong_types() {
    return Stream.of(
        Arguments.of("5", "0: expected a condition, found a number"),
        Arguments.of("client.state", "0: expected a condition, found a state"),
        Arguments.of("LAST_ACK", "0: expected a condition, found a state"),
        Arguments.of("client.error", "0: expected a condition, found an error"),
        Arguments.of("not client.delivered", "4: expected a condition, found a number"),
        Arguments.of("true and 1 + 1", "9: expected a condition, found a number"),
        Arguments.of("true implies client.state", "13: expected a condition, found a state"),
        Arguments.of("client.state == 5", "16: expected a state, found a number"),
        Arguments.of("5 == client.state", "5: expected a number, found a state"),
        Arguments.of("client.state == RESET", "16: expected a state, found an error"),
        Arguments.of("client.error == CLOSED", "16: expected an error, found a state"),
        Arguments.of("client.endOfFile == 1", "20: expected a condition, found a number"),
        Arguments.of("client.endOfFile < 1", "0: expected a number, found a condition"),
        Arguments.of("1 < network is empty", "4: expected a number, found a condition"),
        Arguments.of("CLOSED + 1 > 0", "0: expected a number, found a state"),
        Arguments.of("-CLOSED == 0", "1: expected a number, found a state"),
        Arguments.of("(client.sndUna) and true", "1: expected a condition, found a number"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "FIN+ACK, FIN",
    "'FIN,ACK', FIN",
    "RST+ACK, RST",
    "PSH+ACK, DATA",
    "ACK+SYN, SYN+ACK",
    "fin, FIN"
  })
  void names_the_kind_of_segment_that_has_such_flags(String flags, String kind) {
    Parsed parsed = Parsed.of("network has " + flags);
    assertThat(parsed).isInstanceOf(Parsed.Bad.class);
    assertThat(((Parsed.Bad) parsed).mistakes())
        .containsExactly(new Mistake(12, "unknown segment '" + flags + "'", kind, List.of(kind)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"client.state == TIME-WAITS", "client.state == TIMEWAIT", "TIME - WAIT == 1"})
  void does_not_take_another_word_for_a_state_with_a_hyphen(String text) {
    assertThat(mistakes(text)).isNotEmpty();
    assertThat(Parsed.of("client.state == TIME-WAIT")).isInstanceOf(Parsed.Good.class);
  }

  @ParameterizedTest(name = "[{0}]")
  @MethodSource
  void is_told_what_its_worlds_have(String text, String mistake) {
    Parsed parsed = Parsed.of(text, new Names(text.contains("client2") ? 1 : 2, 3));
    assertThat(parsed).isInstanceOf(Parsed.Bad.class);
    assertThat(((Parsed.Bad) parsed).mistakes())
        .extracting(m -> m.offset() + ": " + m.problem())
        .containsExactly(mistake);
  }

  static Stream<Arguments> is_told_what_its_worlds_have() {
    String client2 = "there is no client2; there are client and server";
    String connections = "; there are connection1 to connection3";
    return Stream.of(
        Arguments.of("client2.state == CLOSED", "0: " + client2),
        Arguments.of("before.client2.freePorts > 0", "7: " + client2),
        Arguments.of("step sends SYN from client2", "20: " + client2),
        Arguments.of(
            "connection4.client.state == CLOSED", "0: there is no connection4" + connections),
        Arguments.of(
            "network has RST to connection0.server", "19: there is no connection0" + connections),
        Arguments.of(
            "connection99999999999.client.state == CLOSED",
            "0: there is no connection99999999999" + connections),
        Arguments.of("connection2.state == CLOSED", "12: unknown end of a connection 'state'"));
  }

  @ParameterizedTest(name = "[{0}]")
  @MethodSource
  void of_one_connection_after_the_other_is_told_with_place(String text, String mistake) {
    Parsed parsed = Parsed.of(text, new Names(2, 3));
    assertThat(parsed).isInstanceOf(Parsed.Bad.class);
    assertThat(((Parsed.Bad) parsed).mistakes())
        .extracting(m -> m.offset() + ": " + m.problem())
        .containsExactly(mistake);
  }

  static Stream<Arguments> of_one_connection_after_the_other_is_told_with_place() {
    return Stream.of(
        Arguments.of(
            "some", "4: expected '(', as in 'some(server.state == TIME_WAIT)', found the end"),
        Arguments.of("some(true", "4: this '(' is never closed"),
        Arguments.of("some(5)", "5: expected a condition, found a number"),
        Arguments.of("count(true)", "0: expected a condition, found a number"),
        Arguments.of("some(true) > 1", "0: expected a number, found a condition"),
        Arguments.of("some(every(true))", "5: 'every' within another speaks of nothing new"),
        Arguments.of(
            "some(client.state == client2.state)",
            "21: a connection is of one client, and here of client and client2"),
        Arguments.of(
            "some(network.sent > 1)", "5: network.sent counts the segments of all connections"),
        Arguments.of(
            "connection1.client.freePorts > 0", "19: unknown field of the client 'freePorts'"));
  }

  @Test
  void is_told_all_at_once() {
    assertThat(mistakes("client.sate == CLOSED or client.state == CLOSE or 5 or network has X"))
        .containsExactly(
            "7: unknown field of the client 'sate'",
            "41: unknown state 'CLOSE'",
            "50: expected a condition, found a number",
            "67: unknown segment 'X'");
    assertThat(mistakes("client.endOfFile < false"))
        .containsExactly(
            "0: expected a number, found a condition", "19: expected a number, found a condition");
  }

  @Test
  void comes_with_the_words_that_may_have_been_meant() {
    assertThat(words("client.state == X")).contains("LAST_ACK").doesNotContain("RESET");
    assertThat(words("client.error == X")).contains("RESET").doesNotContain("LAST_ACK");
    assertThat(words("client.x > 1")).contains("sndUna", "state");
    assertThat(words("step does RST")).contains("sends", "fires");
    assertThat(words("true && true")).containsExactly("and");
    assertThat(words("true adn true")).containsExactly("implies", "or", "and");
  }

  private static List<String> words(String text) {
    return ((Parsed.Bad) Parsed.of(text)).mistakes().get(0).words();
  }

  @Test
  void is_refused_if_it_nests_too_deeply_or_is_too_long() {
    assertThat(Parsed.of("(".repeat(49) + "true" + ")".repeat(49))).isInstanceOf(Parsed.Good.class);
    assertThat(mistakes("(".repeat(50) + "true" + ")".repeat(50)))
        .containsExactly("50: nested too deeply");
    assertThat(mistakes("not ".repeat(400) + "true")).containsExactly("200: nested too deeply");
    String longest = "true" + " and true".repeat(221) + "       ";
    assertThat(longest).hasSize(2000);
    assertThat(Parsed.of(longest)).isInstanceOf(Parsed.Good.class);
    assertThat(mistakes(longest + " "))
        .containsExactly("0: an expression has at most 2000 characters");
  }

  @Test
  void does_not_hold_what_a_terminal_might_obey() {
    assertThat(mistakes("true \u001b")).containsExactly("5: '?' has no meaning here");
    assertThat(mistakes("x".repeat(100)).get(0).toUpperCase(Locale.ROOT)).endsWith("X...'");
  }
}
