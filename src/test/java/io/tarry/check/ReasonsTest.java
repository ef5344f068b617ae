package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Action;
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
}
