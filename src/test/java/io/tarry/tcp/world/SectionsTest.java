package io.tarry.tcp.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.tcp.settings.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("No field of a section is forgotten")
class SectionsTest {

  private static final Settings EVERYTHING = everything();
  private static final int SERVER_ISS = InitialSequenceNumbers.first(Side.SERVER);

  /** Two worlds with the same text differ in fault budgets alone. */
  private static final Set<String> IN_NO_TEXT =
      Set.of(
          "Flight.lossesLeft", "Flight.copiesLeft", "Flight.faultsLeft", "Flight.surelyLostLeft");

  private final World world = new World(EVERYTHING);
  private final World other = new World(EVERYTHING);
  private final Topology topology = new Topology(EVERYTHING);
  private final Layout layout =
      new Layout(EVERYTHING, topology, new InitialSequenceNumbers(EVERYTHING, topology));

  @Test
  void when_a_world_is_copied() {
    Slots.changeAll(world);
    world.flight.add(Segment.of(End.CLIENT, 100, 300, Segment.ACK, 0, false, 1));

    other.copyFrom(world);

    assertThat(Slots.values(other)).isEqualTo(Slots.values(world));
    assertThat(other.flight).hasToString(world.flight.toString());
  }

  @Test
  void when_a_tcb_is_deleted() {
    Tcb tcb = world.tcb(End.CLIENT);
    Slots.changeAll(tcb);
    Tcb asItWas = new Tcb();
    asItWas.copyFrom(tcb);

    tcb.delete();

    Tcb ghostsAlone = new Tcb();
    ghostsAlone.fate = asItWas.fate;
    ghostsAlone.passedClosing = asItWas.passedClosing;
    ghostsAlone.listenedTo = asItWas.listenedTo;
    ghostsAlone.past.copyFrom(asItWas.past);
    assertThat(Slots.values(tcb)).isEqualTo(Slots.values(ghostsAlone));
  }

  @Test
  void when_an_application_has_a_new_socket() {
    App app = world.app(End.CLIENT);
    Slots.changeAll(app);
    app.reset();
    assertThat(Slots.values(app)).isEqualTo(Slots.values(new App()));
  }

  @Test
  void when_a_peer_is_forgotten() {
    PeerStamp peer = new PeerStamp();
    Slots.changeAll(peer);
    peer.forget();
    assertThat(Slots.values(peer)).isEqualTo(Slots.values(new PeerStamp()));
  }

  @Test
  void when_an_end_begins_another_connection() {
    PastConnection past = new PastConnection();
    Slots.changeAll(past);
    past.begin(0);
    assertThat(Slots.values(past)).isEqualTo(Slots.values(new PastConnection()));
  }

  @Test
  void when_a_world_is_printed() {
    Slots.changeAll(world);
    String before = world.toString();
    for (Slots.Slot slot : Slots.of(world)) {
      Object value = slot.get();
      slot.change(1000);
      assertThat(world.toString().equals(before))
          .as("no text tells " + slot.name())
          .isEqualTo(IN_NO_TEXT.contains(slot.name()));
      slot.set(value);
    }
  }

  @Test
  void when_a_world_is_packed() {
    Set<String> fields = new LinkedHashSet<>();
    Set<String> packed = new LinkedHashSet<>();
    List<Slots.Slot> slots = Slots.of(full());
    for (int i = 0; i < slots.size(); i++) {
      fields.add(slots.get(i).name());
      if (isPacked(i)) {
        packed.add(slots.get(i).name());
      }
    }
    assertThat(packed).isEqualTo(fields);
  }

  /** Whether a change of that slot is there again in a world that is packed and unpacked. */
  private boolean isPacked(int slot) {
    // A budget can only become smaller; sequence numbers begin with the initial one.
    int less = Slots.of(full()).get(slot).get() instanceof Integer is && is > 0 ? is - 1 : 1;
    return Stream.of(less, InitialSequenceNumbers.first(Side.CLIENT), SERVER_ISS)
        .anyMatch(number -> isPacked(slot, number));
  }

  private boolean isPacked(int index, int number) {
    World changed = full();
    Slots.Slot slot = Slots.of(changed).get(index);
    slot.change(number);
    long[] state = new long[layout.words()];
    try {
      layout.packAll(changed, state);
    } catch (IllegalStateException tooLarge) {
      return false;
    }
    World read = new World(EVERYTHING);
    layout.unpack(state, read);
    return Slots.of(read).get(index).get().equals(slot.get());
  }

  private static World full() {
    World world = new World(EVERYTHING);
    world.flight.fill(EVERYTHING.network());
    return world;
  }

  /** A world in which there is a use for every field. */
  private static Settings everything() {
    Settings service =
        ServiceWorld.clientComes(2)
            .stack(Stack.LINUX.with(Switch.RETURN_TO_TIME_WAIT))
            .scripts(
                Script.of(
                    Script.Instruction.of(Call.OPEN),
                    Script.Instruction.send(2).orCloseAfter(3),
                    TestWorld.CLOSE),
                Script.of(
                    Script.Instruction.of(Call.LISTEN),
                    Script.Instruction.send(2),
                    TestWorld.CLOSE_ON_EOF))
            .serverSysctls(true, true, Settings.UNLIMITED)
            .serverOptions(SocketOptions.NONE, 1)
            .isn(IsnChoice.ANY)
            .isnApart(1)
            .settings();
    Settings.Host client = service.clients().get(0);
    return new Settings(
        List.of(
            new Settings.Host(
                client.stack(),
                client.program(),
                client.sysctls().withTimestamps(true).withReuse(1, 2).withRecycling(true),
                client.options(),
                new TimestampClock(3, 0, 0),
                client.isn(),
                client.ports())),
        service.server(),
        service.nat(),
        service.start(),
        service.window(),
        service.isnApart(),
        new Settings.Network(2, 2, true, 8, surelyLosing(2), 4),
        service.time(),
        Set.of(Settings.Ghost.values()));
  }

  private static Map<SegmentKind, Integer> surelyLosing(int count) {
    return SegmentKind.ALL.stream().collect(Collectors.toMap(kind -> kind, kind -> count));
  }
}
