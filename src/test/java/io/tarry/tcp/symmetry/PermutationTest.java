package io.tarry.tcp.symmetry;

import static io.tarry.tcp.world.PeerStamp.LEFT;
import static io.tarry.tcp.world.PeerStamp.STAMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Field;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.World;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When two clients are exchanged")
class PermutationTest {

  private static final int SOME_NUMBER = 5_000;

  private static final Set<String> SENT =
      Set.of("SND_UNA", "SND_NXT", "SND_END", "ISS", "RETURN_SND_NXT");

  private static final Set<String> RECEIVED =
      Set.of("RCV_NXT", "HELD_FIN", "IRS", "RETURN_RCV_NXT");

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
    world.serverRemembers[0].set(STAMP, 3);
    world.serverRemembers[0].set(LEFT, 2);
    world.clientRemembers[1].set(STAMP, 4);

    World other = exchanged();

    assertThat(other.serverRemembers).extracting(peer -> peer.get(STAMP)).containsExactly(0, 3);
    assertThat(other.serverRemembers).extracting(peer -> peer.get(LEFT)).containsExactly(0, 2);
    assertThat(other.clientRemembers).extracting(peer -> peer.get(STAMP)).containsExactly(4, 0);
  }

  @Test
  void the_numbers_that_the_client_sends_move_and_no_others() throws IllegalAccessException {
    assertThat(moved(End.CLIENT)).isEqualTo(SENT);
    assertThat(moved(End.SERVER)).isEqualTo(RECEIVED);
  }

  private Set<String> moved(End end) throws IllegalAccessException {
    for (Field<Tcb> field : fields().values()) {
      world.tcb(end).set(field, SOME_NUMBER);
    }
    Tcb other = exchanged().tcb(End.of(1, end.side()));
    int shift = numbers.iss(Side.CLIENT, 1) - numbers.iss(Side.CLIENT, 0);
    Set<String> moved = new TreeSet<>();
    for (Map.Entry<String, Field<Tcb>> field : fields().entrySet()) {
      int value = other.get(field.getValue());
      if (value != SOME_NUMBER) {
        assertThat(value).as(field.getKey()).isEqualTo(SOME_NUMBER + shift);
        moved.add(field.getKey());
      }
    }
    return moved;
  }

  @SuppressWarnings("unchecked") // they are fields of a TCB
  private static Map<String, Field<Tcb>> fields() throws IllegalAccessException {
    Map<String, Field<Tcb>> fields = new TreeMap<>();
    for (java.lang.reflect.Field constant : Tcb.class.getFields()) {
      if (constant.getType() == Field.class) {
        fields.put(constant.getName(), (Field<Tcb>) Objects.requireNonNull(constant.get(null)));
      }
    }
    return fields;
  }
}
