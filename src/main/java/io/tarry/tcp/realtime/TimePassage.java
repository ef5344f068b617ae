package io.tarry.tcp.realtime;

import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.World;
import java.util.List;

/** How time passes between steps, beyond what the fields of a world say of it. */
public interface TimePassage {

  /** Makes the one of a world. */
  interface Kind {

    /**
     * Makes it.
     *
     * @param from after how many words of a state its own begin
     * @param longest the longest time of a timer
     */
    TimePassage of(Settings settings, List<End> ends, int from, int longest);
  }

  /** The one that the world's time asks for. */
  static TimePassage usual(Settings settings, List<End> ends, int from, int longest) {
    return settings.time().real() ? new Zones(settings, ends, from, longest) : BY_STEPS;
  }

  /** Time has steps of its own, or none. */
  TimePassage BY_STEPS =
      new TimePassage() {
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
