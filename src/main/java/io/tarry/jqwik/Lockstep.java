package io.tarry.jqwik;

import io.tarry.model.Run;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Drives an implementation along a run of its model: performs each action, observes, and compares.
 *
 * <pre>{@code
 * @Property
 * void the_lock_is_as_its_model(@ForAll("runs") Run<Mutex, Action> run) {
 *   var lock = new MyLock();
 *   Lockstep.drive(run, action -> perform(lock, action), lock::isHeld, model -> model.locked.get());
 * }
 *
 * @Provide
 * Arbitrary<Run<Mutex, Action>> runs() {
 *   return ModelRuns.of(Check.of(Mutex::new), 20);
 * }
 * }</pre>
 */
public final class Lockstep {

  private Lockstep() {}

  /**
   * Drives an implementation that is as the first state of the run says.
   *
   * @param perform does an action
   * @param observe what the implementation shows, before the first action and after each
   * @param expected what it should show in a state of the model, compared by {@code equals}
   * @throws AssertionError if it shows something else, or an action throws; the message says after
   *     which step, and shows the run
   */
  public static <S, A, O> void drive(
      Run<S, A> run, Consumer<A> perform, Supplier<O> observe, Function<S, O> expected) {
    compare(run, 0, observe, expected);
    for (int i = 0; i < run.length(); i++) {
      try {
        perform.accept(run.actions().get(i));
      } catch (RuntimeException | AssertionError thrown) {
        throw new AssertionError(
            "the implementation threw %s in step %d (%s) of this run:\n%s"
                .formatted(thrown, i + 1, run.actions().get(i), run),
            thrown);
      }
      compare(run, i + 1, observe, expected);
    }
  }

  private static <S, A, O> void compare(
      Run<S, A> run, int step, Supplier<O> observe, Function<S, O> expected) {
    O should = expected.apply(run.states().get(step));
    O shows = observe.get();
    if (!Objects.equals(should, shows)) {
      String when =
          step == 0
              ? "at the start"
              : "after step %d (%s)".formatted(step, run.actions().get(step - 1));
      throw new AssertionError(
          "the model says %s and the implementation shows %s %s of this run:\n%s"
              .formatted(should, shows, when, run));
    }
  }
}
