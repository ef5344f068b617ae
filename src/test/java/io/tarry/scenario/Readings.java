package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.scenario.Scenario.Case;
import java.util.List;

/** What the tests of this package do again and again. */
final class Readings {

  static final String FILE = "models/x.yaml";

  /** A file to which lines can be added: the next is its fifth. */
  static final String START =
      """
      title: A title
      question: A question?
      connection: { client: [open, send 2, close], server: [listen, receive 2, close] }
      expect: { no-stuck-state: holds }
      """;

  private Readings() {}

  static Scenario scenario(String text) {
    Reading reading = ScenarioReader.read(FILE, text);
    assertThat(reading).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).scenario();
  }

  static Case onlyCase(String text) {
    assertThat(scenario(text).cases()).hasSize(1);
    return scenario(text).cases().get(0);
  }

  /** All diagnostics, without the name of the file. */
  static List<String> mistakes(String text) {
    Reading reading = ScenarioReader.read(FILE, text);
    assertThat(reading).isInstanceOf(Reading.Bad.class);
    List<Diagnostic> diagnostics = ((Reading.Bad) reading).diagnostics();
    assertThat(diagnostics).allMatch(d -> d.toString().startsWith(FILE + ":"));
    return diagnostics.stream().map(d -> d.toString().substring(FILE.length() + 1)).toList();
  }
}
