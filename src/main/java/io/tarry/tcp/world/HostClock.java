package io.tarry.tcp.world;

import io.tarry.tcp.settings.Topology;

/** A clock that timestamps come from. Numbered by {@link Topology#clockOf}. */
public final class HostClock extends Section<HostClock> {

  private static final Fields<HostClock> FIELDS = new Fields<>();

  /**
   * How many ticks of the world have passed since it last ticked; 0 where none of its timestamps is
   * remembered.
   */
  public static final Field<HostClock> PHASE =
      FIELDS
          .number("phase", at -> at.topology().tickOf(at.number()) - 1)
          .when(at -> at.usesStamps() && at.topology().tickOf(at.number()) > 1)
          .ages((phase, clock, tick) -> tick.isOf(clock.at().number()) ? 0 : phase + 1);

  HostClock(SectionPlace at) {
    super(FIELDS, at);
  }
}
