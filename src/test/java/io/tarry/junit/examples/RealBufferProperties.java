package io.tarry.junit.examples;

import io.tarry.jqwik.Lockstep;
import io.tarry.jqwik.ModelRuns;
import io.tarry.model.Action;
import io.tarry.model.Check;
import io.tarry.model.Run;
import java.util.ArrayDeque;
import java.util.Deque;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The real thing does what its model does. */
class RealBufferProperties {

  @Property(tries = 200)
  void a_deque_is_as_the_model(@ForAll("runs") Run<Buffer, Action> run) {
    Deque<String> real = new ArrayDeque<>();
    Lockstep.drive(run, action -> perform(real, action), real::size, model -> model.size.get());
  }

  private static void perform(Deque<String> real, Action action) {
    switch (action.step()) {
      case "put" -> real.add("item");
      case "take" -> real.remove();
      default -> real.clear();
    }
  }

  @Provide
  Arbitrary<Run<Buffer, Action>> runs() {
    return ModelRuns.of(Check.of(Buffer::new), 20);
  }
}
