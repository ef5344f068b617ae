package io.tarry.tcp;

import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Worlds whose server keeps listening, of few or many clients, processes, ports and sessions. */
public final class RandomWorlds {

  private static final Arbitrary<Boolean> FLAGS = Arbitraries.of(true, false);

  /** All but the number of segments sent, which makes too many states. */
  private static final Set<Settings.Ghost> GHOSTS =
      EnumSet.complementOf(EnumSet.of(Settings.Ghost.SENT));

  private RandomWorlds() {}

  /** Of any size. */
  public static Arbitrary<Settings> any() {
    Arbitrary<Integer> upTo2 = Arbitraries.integers().between(1, 2);
    return worlds(
        Combinators.combine(
                upTo2,
                Arbitraries.integers().between(1, 3),
                upTo2,
                upTo2,
                FLAGS,
                Arbitraries.of(IsnChoice.values()))
            .as(RandomWorlds::shape),
        FLAGS);
  }

  /**
   * Most of them small enough to search.
   *
   * @param bytes whether there are any, one each way
   */
  public static Arbitrary<Settings> small(Arbitrary<Boolean> bytes) {
    return worlds(
        Arbitraries.of(
            shape(1, 2, 1, 1, false, IsnChoice.INCREASING),
            shape(1, 3, 1, 1, false, IsnChoice.CONSTANT),
            shape(1, 1, 2, 1, false, IsnChoice.INCREASING),
            shape(1, 2, 2, 1, false, IsnChoice.CONSTANT),
            shape(2, 2, 1, 1, false, IsnChoice.INCREASING),
            shape(1, 1, 1, 2, false, IsnChoice.INCREASING),
            shape(1, 2, 1, 2, true, IsnChoice.CONSTANT)),
        bytes);
  }

  private static ServiceWorld shape(
      int times, int ports, int processes, int clients, boolean nat, IsnChoice isn) {
    ServiceWorld world =
        ServiceWorld.clientComes(times)
            .ports(ports)
            .processes(processes)
            .isn(isn)
            .isnApart(isn == IsnChoice.ANY ? 3 : Settings.ISN_FAR_APART);
    return clients == 2 ? world.twoClients(nat, 0) : world;
  }

  private static Arbitrary<Settings> worlds(
      Arbitrary<ServiceWorld> shapes, Arbitrary<Boolean> bytes) {
    Arbitrary<ServiceWorld> scripted =
        Combinators.combine(shapes, FLAGS, bytes, Arbitraries.of(0, 1, 2))
            .as((world, serverFirst, sends, timeWait) ->
                scripted(world, serverFirst, sends).timeWait(timeWait));
    return Combinators.combine(
            scripted,
            FLAGS,
            Arbitraries.of(0, 1),
            Arbitraries.of(Settings.UNLIMITED, 1),
            Arbitraries.integers().between(0, 3),
            FLAGS)
        .as((world, stamps, reuse, buckets, fault, reorder) ->
            world
                .clientSysctls(stamps, reuse, 1)
                .serverSysctls(stamps, stamps && reorder, buckets)
                .network(fault == 1 ? 1 : 0, fault == 2 ? 1 : 0, reorder)
                .settings()
                .remembering(GHOSTS));
  }

  private static ServiceWorld scripted(ServiceWorld world, boolean serverFirst, boolean sends) {
    if (sends) {
      return serverFirst ? world.serverFirst() : world;
    }
    Script.Instruction listen = Script.Instruction.of(Call.LISTEN);
    Script.Instruction open = Script.Instruction.of(Call.OPEN);
    Script.Instruction close = TestWorld.CLOSE.onceConnected();
    Script.Instruction follow = TestWorld.CLOSE_ON_EOF;
    return serverFirst
        ? world.scripts(Script.of(open, follow), Script.of(listen, close))
        : world.scripts(Script.of(open, close), Script.of(listen, follow));
  }
}
