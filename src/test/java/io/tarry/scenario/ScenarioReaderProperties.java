package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a file holds, it is a scenario, or there is a place in it where something is wrong. */
class ScenarioReaderProperties {

  private static final String FILE = "x.yaml";
  private static final String GOOD =
      """
      title: Why TIME_WAIT exists   # a comment
      question: >
        The last ACK is lost.
        Who notices?
      hosts:
        client: linux
        server: { stack: linux, honorRstInTimeWait: false, twRestart: dupfin }
      connection:
        client: [open, send 1, receive 1, close]
        server: [listen nonblocking, receive 1, send 1, close on eof]
      window: 8
      network: { lose: 1, duplicate: unlimited, room: 6, surelyLose: { SYN: 1, RST: all } }
      time:
        kind: ticks
        msl: 1
        rto: 3
      expect: { no-stuck-state: holds }
      cases:
        as it is:
        "changed":
          change: { time.timeWait: 0, hosts.client.stack: rfc9293, network: { lose: 2 } }
          expect: { time-wait-lasts: violated }
        for all timers:
          change: { time: { kind: untimed } }
      """;

  /** What is likely to hurt a parser, and pieces of this very format. */
  private static final List<String> PIECES =
      List.of(
          "",
          " ",
          "\n",
          "\r\n",
          "\r",
          "\t",
          ":",
          ": ",
          "- ",
          ",",
          "[",
          "]",
          "{",
          "}",
          "'",
          "\"",
          "#",
          "&a ",
          "*a",
          "!x ",
          "|",
          ">",
          "%",
          "@",
          "`",
          "?",
          "? ",
          "<<: ",
          "---\n",
          "...",
          "\\",
          "\"\\UFFFFFFFF\"",
          "\0",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\uFFFD",
          "\uD800",
          "\uD83D\uDE00",
          "0",
          "-1",
          "99999999999",
          "1.5",
          "true",
          "null",
          "~",
          "all",
          "unlimited",
          "untimed",
          "established",
          "listen",
          "open",
          "close",
          "shutdown",
          "abort",
          "eof",
          "send 9",
          "receive 9",
          "time.msl",
          "network.surelyLose.RST",
          "hosts",
          "connection",
          "cases",
          "change",
          "expect");

  @Property(tries = 1500)
  void a_mutilated_file_is_a_scenario_or_has_mistakes_at_places_in_it(
      @ForAll("mutilated") String text) {
    assertIsScenarioOrHasMistakesInside(text);
  }

  @Property(tries = 300)
  void any_text_is_a_scenario_or_has_mistakes_at_places_in_it(@ForAll("texts") String text) {
    assertIsScenarioOrHasMistakesInside(text);
  }

  private static void assertIsScenarioOrHasMistakesInside(String text) {
    Reading reading = ScenarioReader.read(FILE, text);

    if (reading instanceof Reading.Bad bad) {
      assertThat(bad.diagnostics()).isSorted().doesNotHaveDuplicates();
      List<String> lines = List.of(text.split("\r\n|\r|\n", -1));
      for (Diagnostic diagnostic : bad.diagnostics()) {
        assertThat(diagnostic.line()).isBetween(1, lines.size());
        String line = lines.get(diagnostic.line() - 1);
        assertThat(diagnostic.column()).isBetween(1, line.codePointCount(0, line.length()) + 1);
        assertThat(diagnostic.toString()).matches("x\\.yaml:\\d+:\\d+: \\P{Cntrl}+");
      }
    } else {
      assertThat(((Reading.Good) reading).scenario().cases()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> mutilated() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, GOOD.length() - 1);
    Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 4);
    Arbitrary<Integer> lineNumbers = Arbitraries.integers().between(0, 30);
    Arbitrary<UnaryOperator<String>> characters =
        Combinators.combine(places, lengths, Arbitraries.of(PIECES))
            .as((place, length, piece) -> text -> replaced(text, place, length, piece));
    Arbitrary<UnaryOperator<String>> lines =
        Combinators.combine(lineNumbers, lineNumbers)
            .as((from, to) -> text -> withLineMoved(text, from, to));
    Arbitrary<UnaryOperator<String>> copies =
        Combinators.combine(lineNumbers, lineNumbers)
            .as((from, to) -> text -> withLineCopied(text, from, to));
    Arbitrary<UnaryOperator<String>> cuts =
        places.map(place -> text -> text.substring(0, Math.min(place, text.length())));
    return Arbitraries.frequencyOf(
            Tuple.of(6, characters), Tuple.of(2, lines), Tuple.of(2, copies), Tuple.of(1, cuts))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(ScenarioReaderProperties::applied);
  }

  private static String applied(List<UnaryOperator<String>> mutilations) {
    String text = GOOD;
    for (UnaryOperator<String> mutilation : mutilations) {
      text = mutilation.apply(text);
    }
    return text;
  }

  private static String replaced(String text, int place, int length, String piece) {
    int from = Math.min(place, text.length());
    int to = Math.min(from + length, text.length());
    return text.substring(0, from) + piece + text.substring(to);
  }

  private static String withLineMoved(String text, int from, int to) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    String moved = lines.remove(from % lines.size());
    if (to <= lines.size()) { // beyond the end it is deleted
      lines.add(to, moved);
    }
    return String.join("\n", lines);
  }

  private static String withLineCopied(String text, int from, int to) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    lines.add(Math.min(to, lines.size()), lines.get(from % lines.size()));
    return String.join("\n", lines);
  }
}
