package io.tarry.tcp.realtime;

import io.tarry.tcp.rules.Step;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.World;

/** How time passes between steps, beyond what the fields of a world say of it. */
public interface Passage {

  /** Time has steps of its own, or none. */
  Passage BY_STEPS =
      new Passage() {
        @Override
        public int words() {
          return 0;
        }

        @Override
        public void beginAnew() {}

        @Override
        public void beginFrom(World before, long[] state) {}

        @Override
        public boolean allows(World before, Step step) {
          return true;
        }

        @Override
        public boolean mayMove(Flight flight, int index) {
          return flight.mayMove(index);
        }

        @Override
        public void settle(World after) {}

        @Override
        public void pack(long[] state) {}
      };

  /** How many words it adds to a state. */
  int words();

  /** No step was made yet, and no clock runs. */
  void beginAnew();

  /** Reads what it added to that state, in which the world is as given. */
  void beginFrom(World before, long[] state);

  /** Whether the step can happen at some moment. */
  boolean allows(World before, Step step);

  /** Whether the network may hand over that segment next. One of several that are alike will do. */
  boolean mayMove(Flight flight, int index);

  /** Follows the step that was allowed last, and puts the world after it into its one form. */
  void settle(World after);

  /** Writes what it adds to the state that was settled. */
  void pack(long[] state);
}
