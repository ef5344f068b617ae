package io.tarry.tcp;

import io.tarry.tcp.realtime.TimePassage;
import io.tarry.tcp.realtime.Zones;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.World;

/** Models of real time whose zones leave less out. */
public final class OtherZones {

  private OtherZones() {}

  /** As textbooks have it. */
  public static TcpModel plain(Settings settings) {
    return new TcpModel(
        settings,
        TcpRules.right(),
        (world, ends, from, longest) -> new PlainZones(world, ends, from));
  }

  /** Of several segments that are alike, any may go first. */
  public static TcpModel inAnyOrder(Settings settings) {
    return new TcpModel(
        settings,
        TcpRules.right(),
        (world, ends, from, longest) ->
            new InAnyOrder(settings, new Zones(world, ends, from, longest)));
  }

  private record InAnyOrder(Settings settings, Zones zones) implements TimePassage {
    @Override
    public int words() {
      return zones.words();
    }

    @Override
    public void beginAnew() {
      zones.beginAnew();
    }

    @Override
    public void beginFrom(World before, long[] state) {
      zones.beginFrom(before, state);
    }

    @Override
    public boolean allows(World before, Step step) {
      return zones.allows(before, step);
    }

    @Override
    public boolean mayMove(Flight flight, int index) {
      return settings.network().reorder() || zones.mayMove(flight, index);
    }

    @Override
    public void settle(World after) {
      zones.settle(after);
    }

    @Override
    public void pack(long[] state) {
      zones.pack(state);
    }
  }
}
