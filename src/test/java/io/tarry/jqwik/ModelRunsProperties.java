package io.tarry.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.model.Action;
import io.tarry.model.Check;
import io.tarry.model.Counter;
import io.tarry.model.FieldModel;
import io.tarry.model.Run;
import io.tarry.model.Walk;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Shrinkable;

/** Runs of a model, and implementations that are driven along them. */
class ModelRunsProperties {

  /** A buffer of at most 3 items, of which only the number counts. */
  static final class Buffer extends FieldModel {
    final Counter size = counter("size", 0, 3);

    Buffer() {
      step("put").when(() -> size.get() < 3).then(() -> size.set(size.get() + 1));
      step("take").when(() -> size.get() > 0).then(() -> size.set(size.get() - 1));
      step("clear").when(() -> size.get() > 0).then(() -> size.set(0));
    }
  }

  /** The real thing; a wrong one forgets one item when it is cleared. */
  private static final class RealBuffer {
    private final boolean wrong;
    private int size;

    RealBuffer(boolean wrong) {
      this.wrong = wrong;
    }

    void perform(Action action) {
      switch (action.toString()) {
        case "put" -> size++;
        case "take" -> size--;
        case "clear" -> size = wrong && size == 3 ? 1 : 0;
        default -> throw new IllegalArgumentException(action.toString());
      }
    }
  }

  @Property(tries = 200)
  void a_run_is_one_of_the_model(@ForAll("runs") Run<Buffer, Action> run) {
    Check.of(Buffer::new).replay(run);
    assertThat(run.length()).isLessThanOrEqualTo(12);
  }

  @Property(tries = 200)
  void an_implementation_that_is_right_keeps_step(@ForAll("runs") Run<Buffer, Action> run) {
    RealBuffer real = new RealBuffer(false);
    Lockstep.drive(run, real::perform, () -> real.size, model -> model.size.get());
  }

  @Provide
  Arbitrary<Run<Buffer, Action>> runs() {
    return ModelRuns.of(Check.of(Buffer::new), 12);
  }

  @Example
  void runs_of_every_length_are_drawn() {
    Set<Integer> lengths = new HashSet<>();
    var generator = runs().generator(1000);
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      lengths.add(generator.next(random).value().length());
    }

    assertThat(lengths).hasSize(13);
  }

  @Example
  void what_fails_shrinks_to_the_fewest_steps() {
    var generator = ModelRuns.of(Check.of(Buffer::new), 30).generator(1000);
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      Shrinkable<Run<Buffer, Action>> failing =
          Stream.generate(() -> generator.next(random))
              .limit(1000)
              .filter(drawn -> fails(drawn.value()))
              .findFirst()
              .orElseThrow(() -> new AssertionError("none of 1000 runs shows the mistake"));

      assertThat(shrunk(failing).actions())
          .extracting(Action::toString)
          .containsExactly("put", "put", "put", "clear");
    }
  }

  /** The first smaller run that fails as well, and so on. */
  private static Run<Buffer, Action> shrunk(Shrinkable<Run<Buffer, Action>> failing) {
    return failing
        .shrink()
        .filter(smaller -> fails(smaller.value()))
        .findFirst()
        .map(ModelRunsProperties::shrunk)
        .orElse(failing.value());
  }

  private static boolean fails(Run<Buffer, Action> run) {
    RealBuffer real = new RealBuffer(true);
    try {
      Lockstep.drive(run, real::perform, () -> real.size, model -> model.size.get());
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }

  @Example
  void a_difference_is_told_with_the_run() {
    RealBuffer real = new RealBuffer(true);
    Run<Buffer, Action> run = run("put", "put", "put", "clear");

    assertThatThrownBy(
            () -> Lockstep.drive(run, real::perform, () -> real.size, model -> model.size.get()))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            the model says 0 and the implementation shows 1 after step 4 (clear) of this run:
               start  size: 0
            1  put    size: 0 -> 1
            2  put    size: 1 -> 2
            3  put    size: 2 -> 3
            4  clear  size: 3 -> 0
            """);
  }

  @Example
  void so_is_an_exception_and_a_difference_at_the_start() {
    assertThatThrownBy(() ->
            Lockstep.drive(
                run("put"),
                action -> {
                  throw new IllegalStateException("full");
                },
                () -> 0,
                model -> model.size.get()))
        .hasMessageStartingWith(
            "the implementation threw java.lang.IllegalStateException: full in step 1 (put) of this"
                + " run:\n");
    assertThatThrownBy(
            () -> Lockstep.drive(run("put"), action -> {}, () -> 7, model -> model.size.get()))
        .hasMessageStartingWith("the model says 0 and the implementation shows 7 at the start of");
  }

  private static Run<Buffer, Action> run(String... actions) {
    Walk<Buffer, Action> walk = Check.of(Buffer::new).walk();
    for (String name : actions) {
      walk.take(
          walk.enabled().stream()
              .filter(action -> action.toString().equals(name))
              .findFirst()
              .orElseThrow());
    }
    return walk.run();
  }
}
