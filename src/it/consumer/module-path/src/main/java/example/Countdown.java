package example;

import io.tarry.model.RecordModel;
import java.util.List;

/** Counts down by one or two. */
final class Countdown implements RecordModel<Countdown.Left, Countdown.By> {

  record Left(int number) {}

  record By(int number) {}

  @Override
  public List<Left> initialStates() {
    return List.of(new Left(5));
  }

  @Override
  public void steps(Left left, Steps<Left, By> steps) {
    for (int by = 1; by <= Math.min(2, left.number()); by++) {
      steps.offer(new By(by), new Left(left.number() - by));
    }
  }

  @Override
  public boolean mayEnd(Left left) {
    return left.number() == 0;
  }
}
