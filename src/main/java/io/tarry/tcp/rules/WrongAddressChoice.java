package io.tarry.tcp.rules;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;

/** Wrong ways to choose a 4-tuple, for {@link WrongTcp}. */
final class WrongAddressChoice {

  private WrongAddressChoice() {}

  static AddressChoice takesTimeWait() {
    return new AddressChoice() {
      @Override
      boolean mayReuse(Settings settings, World world, int client, End end, boolean bound) {
        return world.tcb(end).state() == TcpState.TIME_WAIT;
      }
    };
  }

  static AddressChoice reusesAtOnce() {
    return new AddressChoice() {
      @Override
      boolean mayReuse(Settings settings, World world, int client, End end, boolean bound) {
        return world.tcb(end).state() == TcpState.TIME_WAIT && world.tcb(end).timestamps();
      }
    };
  }

  static AddressChoice takesNoneAgain() {
    return new AddressChoice() {
      @Override
      public boolean mayTake(Settings settings, World world, int client, End end, boolean bound) {
        return world.incarnations(end.connection()) == 0;
      }
    };
  }
}
