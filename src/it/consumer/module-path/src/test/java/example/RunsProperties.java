package example;

import io.tarry.jqwik.DrawnWorld;
import io.tarry.jqwik.Faults;
import io.tarry.jqwik.Lockstep;
import io.tarry.jqwik.ModelRuns;
import io.tarry.jqwik.TarryDomain;
import io.tarry.model.Action;
import io.tarry.model.Check;
import io.tarry.model.Run;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

/** Runs of a module's model, drawn by jqwik; and worlds, by the domain. */
class RunsProperties {

  @Property(tries = 50)
  void as_many_are_inside_as_have_entered(@ForAll("runs") Run<Mutex, Action> run) {
    AtomicInteger inside = new AtomicInteger();
    Lockstep.drive(
        run,
        action -> inside.addAndGet(action.step().equals("enter") ? 1 : -1),
        inside::get,
        model -> model.inside.count(flag -> flag.get()));
  }

  @Provide
  Arbitrary<Run<Mutex, Action>> runs() {
    return ModelRuns.of(Check.of(() -> new Mutex(true)), 12);
  }

  @Property(tries = 10)
  @Domain(TarryDomain.class)
  void no_port_is_taken_twice(@ForAll @Faults(max = 0) DrawnWorld world) {
    world.requireHolds("four-tuple-unique");
  }
}
