package io.tarry.tcp.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Model;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The number of an action")
class ActionTest {

  @ParameterizedTest
  @EnumSource
  void tells_it_all(Action.Kind kind) {
    for (int place : new int[] {0, 1, 5, Action.PLACES_MAX - 1}) {
      for (int choice :
          new int[] {
            0, 1, Action.choiceOf(1, 2), Action.choiceOf(Action.PROCESSES_MAX - 1, 4095)
          }) {
        int code = Action.code(kind, place, choice);
        assertThat(Action.of(code)).isEqualTo(new Action(kind, place, choice));
        assertThat(Action.of(Action.withoutPlace(code))).isEqualTo(new Action(kind, 0, choice));
      }
    }
  }

  @Test
  void is_another_for_each_process_and_choice() {
    assertThat(Action.choiceOf(0, 3)).isEqualTo(3);
    assertThat(Action.choiceOf(1, 0)).isEqualTo(Action.choiceOf(0, 4095) + 1);
    assertThat(Action.choiceOf(2, 7)).isEqualTo(2 * Action.choiceOf(1, 0) + 7);
  }

  @Test
  void of_a_beginning_is_that_of_the_engine() {
    assertThat(Action.of(Model.INITIAL)).isEqualTo(new Action(Action.Kind.BEGIN, 0, 0));
  }
}
