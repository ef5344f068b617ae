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
}
