package io.tarry.engine.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.KeySteps;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each trial here that fails does so when that is looked at first, after 64 states. */
@DisplayName("The rests from looking steps up")
class RestsTest {

  private static final int MANY = 10_000;

  /** Steps of which too few come again until the given trial. */
  private static final class Steps implements KeySteps {

    private final int paysFrom;
    private int trial = 1;

    Steps(int paysFrom) {
      this.paysFrom = paysFrom;
    }

    @Override
    public boolean successors(long key, Sink sink) {
      throw new AssertionError("only whether it pays is asked");
    }

    @Override
    public boolean pays() {
      return trial >= paysFrom;
    }

    @Override
    public void tryAgain() {
      trial++;
    }

    @Override
    public boolean isFull() {
      return false;
    }
  }

  /** How many of the next states are of a rest, or of a trial, until that is over. */
  private static int count(boolean resting, Rests rests) {
    int count = 0;
    while (count < MANY && rests.areOver() != resting) {
      assertThat(rests.includeNext()).isEqualTo(resting);
      count++;
    }
    return count;
  }

  @Test
  void never_come_where_looking_up_pays() {
    assertThat(count(false, new Rests(new Steps(1), 4))).isEqualTo(MANY);
  }

  @Test
  void follow_each_trial_that_fails_and_are_as_many_times_as_long() {
    Steps steps = new Steps(3);
    Rests rests = new Rests(steps, 4);

    for (int trial = 1; trial < 3; trial++) {
      assertThat(steps.trial).isEqualTo(trial);
      assertThat(count(false, rests)).isEqualTo(64);
      assertThat(count(true, rests)).isEqualTo(4 * 64);
    }
    assertThat(steps.trial).isEqualTo(3);
    assertThat(count(false, rests)).isEqualTo(MANY);
  }
}
