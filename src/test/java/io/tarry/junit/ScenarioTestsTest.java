package io.tarry.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tarry.engine.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTestsTest {

  /** In it the last ACK can get lost; without TIME_WAIT somebody notices. */
  private static final String LAST_ACK =
      """
      title: A lost ACK
      question: Does somebody notice?
      start: established
      connection: { client: [shutdown, eof, close], server: [eof, shutdown] }
      network: { lose: 1 }
      time: { msl: 1, rto: 3, timeWait: 5 }
      expect: { last-ack-never-ended-by-rst: holds }
      cases:
        with TIME_WAIT:
        it's without:
          change: { time.timeWait: 0 }
      """;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicNode> a_lesson_as_tests() {
    return ScenarioTests.of(Path.of("models/01-three-way-handshake.yaml")).tests();
  }

  @Test
  void a_test_is_named_after_file_case_and_property() throws IOException {
    String file = write("last-ack.yaml", LAST_ACK);

    assertThat(all(ScenarioTests.of(folder)).keySet())
        .containsExactly(
            file + " / with TIME_WAIT / last-ack-never-ended-by-rst",
            file + " / it's without / last-ack-never-ended-by-rst");
  }

  @Test
  void what_a_test_expects_is_part_of_its_name() throws IOException {
    write("a.yaml", LAST_ACK.replace("rst: holds", "rst: violated"));

    assertThat(all(ScenarioTests.of(folder)).keySet())
        .allMatch(name -> name.endsWith("last-ack-never-ended-by-rst is violated"));
  }

  @Test
  void a_failure_shows_verdict_and_run_and_where_to_see_more() throws IOException {
    String file = write("last-ack.yaml", LAST_ACK);
    Path out = folder.resolve("out");

    List<Throwable> failures = failures(ScenarioTests.of(folder).writingTo(out));

    assertThat(failures.get(0)).isNull();
    String page = out + "/last-ack/index.html";
    String picture = out + "/last-ack/it-s-without.last-ack-never-ended-by-rst.svg";
    assertThat(failures.get(1))
        .isInstanceOf(AssertionError.class)
        .message()
        .startsWith("VIOLATED: last-ack-never-ended-by-rst (expected: holds)\n")
        .contains("step  tick  client", "why: ", "==> ")
        .endsWith(
            """
            page:    %s
            picture: %s
            again:   tarry check %s --case 'it'\\''s without' --property last-ack-never-ended-by-rst
            """
                .formatted(page, picture, file));
    assertThat(Path.of(page)).content().contains("it's without".replace("'", "&#39;"));
    assertThat(Path.of(picture)).content().startsWith("<?xml").contains("<svg");
  }

  @Test
  void an_undecided_claim_fails_and_says_which_limit_was_reached() throws IOException {
    write("last-ack.yaml", LAST_ACK);

    List<Throwable> failures =
        failures(
            ScenarioTests.of(folder)
                .within(Limits.none().states(2))
                .writingTo(folder.resolve("out")));

    assertThat(failures.get(0))
        .message()
        .startsWith("UNDECIDED: last-ack-never-ended-by-rst (expected: holds)\n")
        .contains("not known: the limit of states is reached");
  }

  @Test
  void a_vacuous_claim_fails() throws IOException {
    write("vacuous.yaml", LAST_ACK.replace("last-ack-never-ended-by-rst: ", "bind-succeeds: "));

    List<Throwable> failures = failures(ScenarioTests.of(folder).writingTo(folder.resolve("out")));

    assertThat(failures.get(0))
        .message()
        .startsWith("VACUOUS: bind-succeeds (expected: holds)\n")
        .contains("but no run comes to where that could be broken");
  }

  @Test
  void a_case_that_expects_nothing_fails() throws IOException {
    write("nothing.yaml", LAST_ACK.replace("expect: { last-ack-never-ended-by-rst: holds }\n", ""));

    assertThat(failures(ScenarioTests.of(folder)))
        .allSatisfy(failure ->
            assertThat(failure).hasMessage("this case expects nothing: say what under 'expect'"));
  }

  @Test
  void a_file_with_mistakes_is_a_test_that_names_them_all() throws IOException {
    String file =
        write("wrong.yaml", LAST_ACK.replace("lose: 1", "loose: 1").replace("rto", "rot"));

    assertThat(failures(ScenarioTests.of(folder)).get(0))
        .message()
        .contains(file + ":5:", "did you mean 'lose'?", file + ":6:", "did you mean 'rto'?");
  }

  @Test
  void a_folder_without_scenarios_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScenarioTests.of(folder).tests())
        .withMessageContaining(folder.toString());
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static List<Throwable> failures(ScenarioTests tests) {
    return all(tests).values().stream()
        .map(test -> catchThrowable(() -> test.getExecutable().execute()))
        .toList();
  }

  private static Map<String, DynamicTest> all(ScenarioTests tests) {
    Map<String, DynamicTest> all = new LinkedHashMap<>();
    tests.tests().forEach(node -> collect("", node, all));
    return all;
  }

  private static void collect(String above, DynamicNode node, Map<String, DynamicTest> into) {
    String name = above + node.getDisplayName();
    if (node instanceof DynamicContainer container) {
      container.getChildren().forEach(child -> collect(name + " / ", child, into));
    } else {
      into.put(name, (DynamicTest) node);
    }
  }
}
