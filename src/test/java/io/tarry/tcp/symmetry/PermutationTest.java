package io.tarry.tcp.symmetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.World;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When two clients are exchanged")
class PermutationTest {

  private static final int SOME_NUMBER = 5_000;

  private static final Set<String> SENT =
      Set.of("sndUna", "sndNxt", "sndEnd", "iss", "returnSndNxt");

  private static final Set<String> RECEIVED = Set.of("rcvNxt", "heldFin", "irs", "returnRcvNxt");

  private static final Set<String> OTHERS =
      Set.of(
          "segmentEnds",
          "heldOctets",
          "heldForeign",
          "retransmissions",
          "retransmissionTimer",
          "timeWaitTimer",
          "finWait2Timer",
          "tsRecent",
          "timeWaitAge",
          "incarnation",
          "returnIncarnation");

  private final Settings settings = ServiceWorld.clientComes(2).twoClients(false, 0).settings();
  private final Topology topology = new Topology(settings);
  private final InitialSequenceNumbers numbers = new InitialSequenceNumbers(settings, topology);
  private final World world = new World(settings);

  private World exchanged() {
    return Permutation.ofClients(topology, numbers, new int[] {0, 1})
        .of(world, new World(settings));
  }

  @Test
  void what_is_remembered_of_one_is_remembered_of_the_other() {
    world.serverRemembers[0].stamp = 3;
    world.serverRemembers[0].left = 2;
    world.clientRemembers[1].stamp = 4;

    World other = exchanged();

    assertThat(other.serverRemembers).extracting("stamp").containsExactly(0, 3);
    assertThat(other.serverRemembers).extracting("left").containsExactly(0, 2);
    assertThat(other.clientRemembers).extracting("stamp").containsExactly(4, 0);
  }

  /** A new number of a TCB has to be put among one or the other. */
  @Test
  void the_numbers_that_the_client_sends_move_and_no_others() throws IllegalAccessException {
    assertThat(moved(End.CLIENT)).isEqualTo(SENT);
    assertThat(moved(End.SERVER)).isEqualTo(RECEIVED);
    assertThat(names()).containsAll(SENT).containsAll(RECEIVED).containsAll(OTHERS);
    assertThat(names()).hasSize(SENT.size() + RECEIVED.size() + OTHERS.size());
  }

  private Set<String> moved(End end) throws IllegalAccessException {
    for (Field field : Tcb.class.getDeclaredFields()) {
      if (isNumber(field)) {
        field.setInt(world.tcb(end), SOME_NUMBER);
      }
    }
    Tcb other = exchanged().tcb(End.of(1, end.side()));
    int shift = numbers.iss(Side.CLIENT, 1) - numbers.iss(Side.CLIENT, 0);
    Set<String> moved = new TreeSet<>();
    for (Field field : Tcb.class.getDeclaredFields()) {
      if (isNumber(field) && field.getInt(other) != SOME_NUMBER) {
        assertThat(field.getInt(other)).as(field.getName()).isEqualTo(SOME_NUMBER + shift);
        moved.add(field.getName());
      }
    }
    return moved;
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Field field : Tcb.class.getDeclaredFields()) {
      if (isNumber(field)) {
        names.add(field.getName());
      }
    }
    return names;
  }

  private static boolean isNumber(Field field) {
    return field.getType() == int.class && !Modifier.isStatic(field.getModifiers());
  }
}
