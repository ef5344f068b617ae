package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Why there are steps")
class ReasonsTest {

  @ParameterizedTest
  @EnumSource
  void each_kind_has_a_reason_and_a_source_of_its_own(Action.Kind kind) {
    assertThat(Reasons.text(kind)).isNotBlank();
    assertThat(Reasons.source(kind)).isNotBlank();
  }

  /** What is called, or expires, is told before the reason is. */
  @ParameterizedTest
  @EnumSource
  void no_rule_says_first_which_call_it_is_of(Rule rule) {
    assertThat(rule.text()).doesNotContainPattern("^\\w+\\(");
  }
}
