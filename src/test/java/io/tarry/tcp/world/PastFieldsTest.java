package io.tarry.tcp.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is remembered of a peer that went on")
class PastFieldsTest {

  /** Where numbers overlap, bytes of all incarnations may follow one another. */
  @Test
  void has_room_for_as_many_bytes_as_an_application_can_be_given() {
    Settings settings =
        ServiceWorld.clientComes(4).isn(IsnChoice.ANY).isnApart(1).network(0, 0, true).settings();
    Topology topology = new Topology(settings);
    Layout layout = new Layout(settings, topology, new InitialSequenceNumbers(settings, topology));
    World world = new World(settings);
    App server = world.app(End.SERVER);
    server.set(App.DELIVERED, 4);
    world.tcb(End.CLIENT).past.peerGoesOn(world.tcb(End.SERVER), server);
    long[] state = new long[layout.words()];
    layout.pack(world, state);
    World read = new World(settings);
    layout.unpack(state, read);

    assertThat(read.deliveredToPeer(End.CLIENT)).isEqualTo(4);
  }
}
