package example;

import io.tarry.jqwik.DrawnWorld;
import io.tarry.jqwik.Faults;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Worlds are drawn as soon as Tarry and jqwik are on the class path. */
class WorldsProperties {

  @Property(tries = 10)
  void no_port_is_taken_twice(@ForAll @Faults(max = 1) DrawnWorld world) {
    world.requireHolds("four-tuple-unique");
  }
}
