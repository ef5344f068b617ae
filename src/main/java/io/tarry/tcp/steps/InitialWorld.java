package io.tarry.tcp.steps;

import static io.tarry.tcp.world.App.POSITION;
import static io.tarry.tcp.world.App.SESSION;
import static io.tarry.tcp.world.Tcb.INCARNATION;
import static io.tarry.tcp.world.Tcb.PASSIVE;
import static io.tarry.tcp.world.Tcb.SND_UNA;
import static io.tarry.tcp.world.Tcb.STATE;
import static io.tarry.tcp.world.Tcb.TIMESTAMPS;

import io.tarry.tcp.rules.Endpoint;
import io.tarry.tcp.rules.ListenerCalls;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.ClientProcess;
import io.tarry.tcp.world.Ghosts;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Openings;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;

/** Makes the world with which a run begins, as the scenario says. */
public final class InitialWorld {

  private final Settings settings;
  private final InitialSequenceNumbers numbers;
  private final Timestamps stamps;
  private final Ghosts ghosts;

  public InitialWorld(
      Settings settings, InitialSequenceNumbers numbers, Timestamps stamps, Ghosts ghosts) {
    this.settings = settings;
    this.numbers = numbers;
    this.stamps = stamps;
    this.ghosts = ghosts;
  }

  public World world() {
    World world = new World(settings);
    boolean keepsListening = settings.server().program().keepsListening();
    if (keepsListening && settings.start() != Settings.Start.CLOSED) {
      ListenerCalls.listen(world);
    }
    if (settings.established()) {
      world.app(End.SERVER).set(POSITION, keepsListening ? 1 : 0);
      world.app(End.CLIENT).set(SESSION, 1);
      world.process(0).set(ClientProcess.BEGUN, 1);
      world.openings(0).set(Openings.COUNT, 1);
      establish(world, End.CLIENT);
      establish(world, End.SERVER);
    }
    ghosts.begin(world);
    return world;
  }

  private void establish(World world, End end) {
    Tcb tcb = world.tcb(end);
    Endpoint endpoint = new Endpoint(end, world, new Step(), settings, stamps, numbers).asInWorld();
    int iss = numbers.iss(end.side(), 0);
    tcb.set(STATE, TcpState.ESTABLISHED);
    tcb.set(PASSIVE, end.side() == Side.SERVER);
    endpoint.beginAt(iss);
    tcb.set(SND_UNA, iss + 1);
    endpoint.peerBeginsAt(numbers.iss(end.side().other(), 0));
    tcb.set(INCARNATION, world.topology().remembersIncarnation() ? 1 : 0);
    tcb.set(
        TIMESTAMPS,
        world.host(end).sysctls().timestamps() && world.host(end.peer()).sysctls().timestamps());
    endpoint.clock.watch();
  }
}
