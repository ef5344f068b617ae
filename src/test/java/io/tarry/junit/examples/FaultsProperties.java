package io.tarry.junit.examples;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tarry.engine.Verdict;
import io.tarry.jqwik.DrawnWorld;
import io.tarry.jqwik.FaultBudget;
import io.tarry.jqwik.Faults;
import io.tarry.jqwik.Stacks;
import io.tarry.jqwik.WorldReports;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Properties of all worlds. */
@AddLifecycleHook(WorldReports.class)
class FaultsProperties {

  @Property(tries = 20)
  void what_holds_with_faults_holds_without(@ForAll @Faults(max = 1) DrawnWorld world) {
    Assume.that(world.verdict("last-ack-never-ended-by-rst") == Verdict.HOLDS);

    DrawnWorld calm = world.with(FaultBudget.NONE);

    assertNotEquals(Verdict.VIOLATED, calm.verdict("last-ack-never-ended-by-rst"));
  }

  @Property(tries = 20)
  void no_port_is_taken_twice(@ForAll @Stacks({"linux", "freebsd"}) DrawnWorld world) {
    world.requireHolds("four-tuple-unique");
  }
}
