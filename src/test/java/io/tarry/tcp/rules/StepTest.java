package io.tarry.tcp.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.world.Segment;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A step")
class StepTest {

  private static final Set<Action.Kind> ARRIVALS =
      EnumSet.of(Action.Kind.DELIVER, Action.Kind.DELIVER_COPY);

  private static final Set<Action.Kind> OF_A_HOST =
      EnumSet.of(Action.Kind.TICK, Action.Kind.REFUSED_CALL, Action.Kind.LISTENER_CALL);

  private final Step step = new Step();

  @ParameterizedTest
  @EnumSource
  void is_an_arrival_or_not_and_happens_to_a_connection_or_not(Action.Kind kind) {
    step.begin(kind, End.SERVER, Segment.NONE);
    assertThat(step.kind()).isEqualTo(kind);
    assertThat(step.at()).isEqualTo(End.SERVER);
    assertThat(step.isArrival()).isEqualTo(ARRIVALS.contains(kind));
    assertThat(step.isOfConnection()).isEqualTo(!OF_A_HOST.contains(kind));
  }

  @Test
  void has_nothing_of_the_step_before() {
    step.begin(Action.Kind.CALL, End.CLIENT, Segment.NONE);
    step.sends(Bench.segment(0, 0, Segment.RST, 0), false);
    step.because(Rule.GIVE_UP);
    step.by(3);
    assertThat(step.sendsRst()).isTrue();
    assertThat(step.applied(Rule.GIVE_UP)).isTrue();
    assertThat(step.process()).isEqualTo(3);

    step.begin(Action.Kind.CALL, End.CLIENT, Segment.NONE);
    assertThat(step.sendsRst()).isFalse();
    assertThat(step.applied(Rule.GIVE_UP)).isFalse();
    assertThat(step.process()).isZero();
  }

  @Test
  void has_the_result_that_was_chosen_of_several() {
    step.begin(Action.Kind.CALL, End.CLIENT, Segment.NONE);
    assertThat(step.choices()).isEqualTo(1);
    step.choose(2);
    assertThat(step.chosenOf(4)).isEqualTo(2);
    assertThat(step.choices()).isEqualTo(4);
  }
}
