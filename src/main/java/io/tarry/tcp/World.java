package io.tarry.tcp;

/** One state of the world, unpacked, to be worked on. */
public final class World {

  private final Tcb[] tcbs = {new Tcb(), new Tcb()};
  private final App[] apps = {new App(), new App()};
  private final Flight flight;

  World(Settings settings) {
    flight = new Flight(settings.network());
  }

  /** The connection at that end. */
  public Tcb tcb(End end) {
    return tcbs[end.number()];
  }

  /** The application at that end. */
  public App app(End end) {
    return apps[end.number()];
  }

  /** The network. */
  public Flight flight() {
    return flight;
  }

  void copyFrom(World other) {
    for (int i = 0; i < tcbs.length; i++) {
      tcbs[i].copyFrom(other.tcbs[i]);
      apps[i].copyFrom(other.apps[i]);
    }
    flight.copyFrom(other.flight);
  }

  /**
   * All but what the network may still do, for people who look into a state: two worlds with the
   * same text differ in fault budgets alone.
   */
  @Override
  public String toString() {
    return "client: %s; %s%nserver: %s; %s%n%s"
        .formatted(tcbs[0], apps[0], tcbs[1], apps[1], flight);
  }
}
