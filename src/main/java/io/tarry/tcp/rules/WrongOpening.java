package io.tarry.tcp.rules;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;

/** Wrong ways to choose a 4-tuple, for {@link WrongTcp}. */
final class WrongOpening {

  private WrongOpening() {}

  static Opening takesTimeWait() {
    return new Opening() {
      @Override
      boolean mayReuse(Settings settings, World world, int client, End end, boolean bound) {
        return world.tcb(end).state() == TcpState.TIME_WAIT;
      }
    };
  }

  static Opening reusesAtOnce() {
    return new Opening() {
      @Override
      boolean mayReuse(Settings settings, World world, int client, End end, boolean bound) {
        return world.tcb(end).state() == TcpState.TIME_WAIT && world.tcb(end).timestamps();
      }
    };
  }

  static Opening takesNoneAgain() {
    return new Opening() {
      @Override
      public boolean mayTake(Settings settings, World world, int client, End end, boolean bound) {
        return world.incarnations(end.connection()) == 0;
      }
    };
  }
}
