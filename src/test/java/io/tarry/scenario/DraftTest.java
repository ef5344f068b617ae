package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A scenario of one case that can be changed")
class DraftTest {

  private static final String TEXT =
      """
      title: "A close: how?"
      question: |
        Two lines,
        of text.
      comment: Of all cases.
      hosts: { client: linux }
      connection: { client: [open, send 1, close], server: [listen, close on eof] }
      network: { lose: 1 }
      properties:
        other: { never: client.state == TIME_WAIT }
        mine: { never: "client.state == CLOSING" }
      expect: { mine: holds }
      cases:
        one: { comment: Of one., change: { network.lose: 2, hosts.server: freebsd } }
        two: { expect: { other: violated } }
      """;

  static Stream<Path> lessons() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("models"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static Scenario read(String text) {
    Reading reading = ScenarioReader.read("x.yaml", text);
    assertThat(reading).as(text).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).scenario();
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void is_the_world_of_each_case_of_a_lesson(Path file) throws IOException {
    String text = Files.readString(file);
    for (Scenario.Case one : read(text).cases()) {
      for (Scenario.Expectation expected : one.expectations()) {
        String id = expected.claim().id();

        Scenario alone = read(Draft.of(text, one.name(), id, "violated").text());

        assertThat(alone.cases()).hasSize(1);
        assertThat(alone.cases().get(0).settings()).isEqualTo(one.settings());
        assertThat(alone.cases().get(0).stacks()).isEqualTo(one.stacks());
        assertThat(alone.cases().get(0).expectations())
            .singleElement()
            .satisfies(only -> assertThat(only.claim().id()).isEqualTo(id));
      }
    }
  }

  @Test
  void has_the_changes_of_its_case_and_nothing_that_the_property_does_not_need() {
    assertThat(Draft.of(TEXT, "one", "mine", "violated").text())
        .isEqualTo(
            """
            title: 'A close: how?'
            question: |
              Two lines,
              of text.
            hosts:
              client: {stack: linux}
              server: {stack: freebsd}
            connection:
              client: [open, send 1, close]
              server: [listen, close on eof]
            network: {lose: 2}
            properties:
              mine: {never: client.state == CLOSING}
            expect: {mine: violated}
            """);
  }

  @Test
  void can_be_changed_and_parts_of_it_left_out() {
    Draft draft = Draft.of(TEXT, "two", "other", "violated");

    Draft changed =
        draft
            .with(List.of("time", "timeWait"), 0)
            .with(List.of("connection", "client", 1), "send 2")
            .without(List.of("hosts", "client", "stack"))
            .without(List.of("connection", "server", 0));

    assertThat(changed.text())
        .contains("\ntime: {timeWait: 0}\n", "client: [open, send 2, close]", "[close on eof]")
        .doesNotContain("hosts");
    assertThat(changed.at(List.of("time", "timeWait"))).contains(0);
    assertThat(changed.at(List.of("connection", "client", 3))).isEqualTo(Optional.empty());
    assertThat(draft.text()).contains("send 1", "hosts").doesNotContain("timeWait");
  }

  @Test
  void names_its_settings_and_the_words_of_its_scripts() {
    List<Draft.Leaf> leaves = Draft.of(TEXT, "two", "other", "violated").leaves();

    assertThat(leaves.stream().map(leaf -> leaf.setting() + " " + leaf.value()))
        .containsExactly(
            "hosts.client.stack linux",
            "connection.client open",
            "connection.client send 1",
            "connection.client close",
            "connection.server listen",
            "connection.server close on eof",
            "network.lose 1");
    assertThat(leaves.stream().filter(Draft.Leaf::isWord)).hasSize(5);
  }

  @Test
  void is_put_into_real_time_and_back() {
    Draft ticks =
        Draft.ofWorld(
            """
            title: A close
            question: What can happen?
            hosts:
              client: {sysctl: {tcp_fin_timeout: 9}}
            connection:
              client: [open, close]
              server: [listen, close]
            network: {lose: 1}
            time: {rto: 3, timeWait: 0, msl: 1}
            """);

    Draft real = ticks.inRealTime();

    assertThat(real.text())
        .contains("tcp_fin_timeout: 9 s", "{lose: 1}")
        .contains("time: {rto: 3 s, timeWait: 0 s, msl: 1 s, kind: real}");
    assertThat(real.isInRealTime()).isTrue();
    assertThat(read(real.text()).cases().get(0).settings().time().real()).isTrue();
    assertThat(real.inTicks().text()).isEqualTo(ticks.text());
    assertThat(real.without(List.of("time")).inRealTime().text())
        .contains("time: {kind: real, msl: 1 s}"); // in real time it has to be said
  }

  @Test
  void is_of_a_case_that_there_is() {
    assertThatThrownBy(() -> Draft.of(TEXT, "three", "mine", "violated"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the text has no such case");
  }
}
