package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Graph.GraphModel;
import io.tarry.engine.monitor.PropertyDiscoveries;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A question about steps that is made of others")
class CombinedTestsTest {

  private static final GraphModel MODEL = Graph.line(2).model();
  private static final long[] STATE = {0};

  private static final StepTest<GraphModel> EVEN =
      (model, before, action, after) -> action % 2 == 0;
  private static final StepTest<GraphModel> LARGE = (model, before, action, after) -> action > 1;
  private static final StepTest<GraphModel> YES = StepTest.ofModel(model -> true);
  private static final StepTest<GraphModel> NO = StepTest.ofModel(model -> false);

  private static List<Boolean> answers(StepTest<GraphModel> test) {
    return List.of(0, 1, 2, 3).stream()
        .map(action -> test.test(MODEL, STATE, action, STATE))
        .toList();
  }

  @Test
  void is_answered_from_their_answers() {
    assertThat(answers(EVEN.and(LARGE))).containsExactly(false, false, true, false);
    assertThat(answers(EVEN.negate())).containsExactly(false, true, false, true);
    assertThat(answers(EVEN.negate().and(LARGE.negate())))
        .containsExactly(false, true, false, false);
    assertThat(answers(LARGE.saying("large"))).containsExactly(false, false, true, true);
    assertThat(answers(YES)).containsOnly(true);
    assertThat(answers(NO)).containsOnly(false);
  }

  @Test
  void does_not_ask_the_second_where_the_first_decides() {
    StepTest<GraphModel> never =
        (model, before, action, after) -> {
          throw new AssertionError("asked");
        };
    assertThat(answers(NO.and(never))).containsOnly(false);
  }

  @Test
  void says_what_they_say() {
    StepTest<GraphModel> even = EVEN.saying("even");
    StepTest<GraphModel> large = LARGE.saying("large");
    assertThat(EVEN.words()).isEmpty();
    assertThat(YES.words()).isEmpty();
    assertThat(even.words()).isEqualTo("even");
    assertThat(even.saying("of two").words()).isEqualTo("of two");
    assertThat(even.negate().words()).isEqualTo("not (even)");
    assertThat(even.and(large).words()).isEqualTo("(even) and (large)");
    assertThat(even.and(LARGE).words()).isEqualTo("(even) and ()");
    assertThat(EVEN.and(large.negate()).words()).isEqualTo("() and (not (large))");
    assertThat(EVEN.negate().words()).isEmpty();
    assertThat(EVEN.and(LARGE).words()).isEmpty();
  }

  @Test
  void asks_the_model_alone_where_all_of_them_do() {
    assertThat(YES.asksTheModelAlone()).isTrue();
    assertThat(YES.negate().asksTheModelAlone()).isTrue();
    assertThat(YES.saying("yes").asksTheModelAlone()).isTrue();
    assertThat(YES.and(NO).asksTheModelAlone()).isTrue();
    assertThat(YES.and(NO.negate()).saying("yes").negate().asksTheModelAlone()).isTrue();

    assertThat(EVEN.asksTheModelAlone()).isFalse();
    assertThat(EVEN.negate().asksTheModelAlone()).isFalse();
    assertThat(EVEN.saying("even").asksTheModelAlone()).isFalse();
    assertThat(EVEN.and(YES).asksTheModelAlone()).isFalse();
    assertThat(YES.and(EVEN).asksTheModelAlone()).isFalse();
    assertThat(YES.and(EVEN.negate()).saying("odd").asksTheModelAlone()).isFalse();
  }

  /** So that a discovery for the same is recognised, see {@link PropertyDiscoveries}. */
  @Test
  void equals_another_of_the_same() {
    assertThat(EVEN.and(LARGE)).isEqualTo(EVEN.and(LARGE)).isNotEqualTo(LARGE.and(EVEN));
    assertThat(EVEN.negate()).isEqualTo(EVEN.negate()).isNotEqualTo(LARGE.negate());
    assertThat(EVEN.saying("even"))
        .isEqualTo(EVEN.saying("even"))
        .isNotEqualTo(EVEN.saying("odd"))
        .isNotEqualTo(LARGE.saying("even"));
    assertThat(YES).isNotEqualTo(NO);
  }
}
