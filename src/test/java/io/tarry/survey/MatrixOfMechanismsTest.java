package io.tarry.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.survey.Matrix.On;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Mechanisms against properties")
class MatrixOfMechanismsTest {

  private static final Path LESSON = Path.of("models/20-what-protects-against-what.yaml");

  private static final String SMALL =
      """
      title: A close
      question: What is TIME_WAIT for?
      hosts:
        client: { honorRstInTimeWait: false }
        server: { honorRstInTimeWait: false }
      start: established
      connection: { client: [close on eof], server: [close] }
      network: { lose: 1, reorder: true }
      time: { kind: ticks, msl: 1, rto: 3, timeWait: 4, retransmissions: 1 }
      """;

  private static Scenario scenario(String text) {
    return ((Reading.Good) ScenarioReader.read("x.yaml", text)).scenario();
  }

  private static Matrix matrix(String text, List<Claim> claims) throws QuestionException {
    return Matrix.of("x.yaml", text, scenario(text).cases().get(0), claims);
  }

  private static List<Claim> claims(String... ids) {
    return List.of(ids).stream().map(id -> Catalogue.find(id).orElseThrow()).toList();
  }

  @Test
  void the_cases_of_its_lesson_are_the_rows() throws IOException, QuestionException {
    String text = Files.readString(LESSON);
    Scenario lesson = scenario(text);
    Matrix matrix =
        matrix(text, lesson.cases().get(0).expectations().stream().map(e -> e.claim()).toList());
    assertThat(matrix.absent()).isEmpty();
    List<String> names = new ArrayList<>(lesson.cases().stream().map(Scenario.Case::name).toList());
    names.add("all off"); // of which the lesson has no pictures
    assertThat(matrix.rows().stream().map(Matrix.Row::name)).isEqualTo(names);
    for (int i = 0; i < lesson.cases().size(); i++) {
      assertThat(matrix.rows().get(i).cell().world().settings())
          .as(matrix.rows().get(i).name())
          .isEqualTo(lesson.cases().get(i).settings());
    }
  }

  @Test
  void a_mechanism_that_the_world_has_not_is_left_out_and_named() throws QuestionException {
    Matrix matrix = matrix(SMALL, claims("time-wait-lasts"));
    assertThat(matrix.absent())
        .contains(Mechanism.TIMESTAMPS, Mechanism.CHOICE_OF_PORTS)
        .doesNotContain(Mechanism.TIME_WAIT);
    assertThat(matrix.rows().stream().flatMap(row -> row.mechanism().stream()))
        .doesNotContain(Mechanism.TIMESTAMPS);
  }

  @Test
  void without_a_mechanism_that_it_needs_a_property_is_violated() throws QuestionException {
    Matrix matrix = matrix(SMALL, claims("last-ack-never-ended-by-rst"));
    List<CaseResult> results =
        matrix.rows().stream().map(row -> row.cell().check(Check.whole()).result()).toList();
    assertThat(matrix.needed(results, 0)).containsExactly(Mechanism.TIME_WAIT);
    assertThat(matrix.enough(results, 0)).containsExactly(Mechanism.TIME_WAIT);
    assertThat(matrix.rows().stream().map(Matrix.Row::on))
        .startsWith(On.ALL, On.ALL_BUT_ONE)
        .endsWith(On.ONE, On.NONE);
  }

  @Test
  void one_that_is_there_alone_has_no_row_in_which_it_is_alone() throws QuestionException {
    String one =
        SMALL
            .replace("honorRstInTimeWait: false", "honorRstInTimeWait: true")
            .replace("client: { ", "client: { isn: constant, ")
            .replace("server: { ", "server: { isn: constant, ");
    Matrix matrix = matrix(one, claims("time-wait-lasts"));
    assertThat(matrix.mechanisms()).containsExactly(Mechanism.TIME_WAIT, Mechanism.SEQUENCE_CHECK);
    assertThat(matrix.rows().stream().map(Matrix.Row::mechanism))
        .containsExactly(
            Optional.empty(),
            Optional.of(Mechanism.TIME_WAIT),
            Optional.of(Mechanism.SEQUENCE_CHECK));
  }

  @Test
  void without_the_check_of_sequence_numbers_new_numbers_protect_from_nothing()
      throws IOException, QuestionException {
    String text = Files.readString(LESSON);
    Question question =
        new Question("x.yaml", text, "only increasing ISN", "octets-of-this-incarnation");
    assertThat(verdict(question, Map.of())).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(question, Mechanism.SEQUENCE_CHECK.off())).isEqualTo(Verdict.VIOLATED);
  }

  private static Verdict verdict(Question question, Map<String, String> settings)
      throws QuestionException {
    return question.cell(settings).check(Check.whole()).property().verdict();
  }

  @Test
  void what_has_none_of_them_is_refused() {
    String none =
        SMALL
            .replace("honorRstInTimeWait: false", "honorRstInTimeWait: true")
            .replace("client: { ", "client: { isn: constant, ")
            .replace("server: { ", "server: { isn: constant, ")
            .replace("timeWait: 4", "timeWait: 0");
    assertThatThrownBy(() -> matrix(none, claims("time-wait-lasts")))
        .isInstanceOf(QuestionException.class)
        .hasMessageContaining("has none of the mechanisms");
  }

  @Test
  void more_properties_than_fit_are_refused() {
    assertThatThrownBy(() -> matrix(SMALL, Catalogue.all()))
        .isInstanceOf(QuestionException.class)
        .hasMessageContaining("--property");
  }
}
