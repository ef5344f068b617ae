package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.SESSION;
import static io.tarry.tcp.world.Tcb.INCARNATION;
import static io.tarry.tcp.world.Tcb.STATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A segment that is sent")
class SenderTest {

  private final Step step = new Step();

  private Endpoint of(End end, World world, Settings settings) {
    step.begin(Action.Kind.CALL, end, Segment.NONE);
    Endpoint endpoint =
        new Endpoint(
                end,
                world,
                step,
                settings,
                new Timestamps(settings, world.topology()),
                new InitialSequenceNumbers(settings, world.topology()))
            .asInWorld();
    endpoint.beginAt(InitialSequenceNumbers.first(end.side()));
    endpoint.peerBeginsAt(InitialSequenceNumbers.first(end.side().other()));
    return endpoint;
  }

  @Test
  void has_the_incarnation_of_its_connection_if_it_is_a_syn_or_has_bytes() {
    Settings settings = ServiceWorld.clientComes(3).settings();
    Endpoint server = of(End.SERVER, new World(settings), settings);
    server.tcb.set(STATE, TcpState.ESTABLISHED);
    server.tcb.set(INCARNATION, 2);
    server.send.ack();
    server.send.synAck();
    server.send.accept(1);
    server.send.queued();
    server.send.finAgain();

    assertThat(step.sent(0).incarnation()).isZero();
    assertThat(step.sent(1).incarnation()).isEqualTo(2);
    assertThat(step.sent(2).textLength()).isEqualTo(1);
    assertThat(step.sent(2).incarnation()).isEqualTo(2);
    assertThat(step.sent(3).incarnation()).isZero();
    assertThat(server.app.accepted()).isEqualTo(1);
    assertThat(step.sendsRst()).isFalse();
    server.send.abort();
    assertThat(step.sendsRst()).isTrue();
  }

  @Test
  void names_the_client_behind_a_nat_if_a_timestamp_may_need_it() {
    Settings settings =
        ServiceWorld.clientComes(1)
            .twoClients(true, 5)
            .clientSysctls(true, 0, 1)
            .serverSysctls(true, false, Settings.UNLIMITED)
            .settings();
    World world = new World(settings);
    assertThat(world.topology().namesClients()).isTrue();
    world.app(End.CLIENT).set(SESSION, 2);
    Endpoint client = of(End.CLIENT, world, settings);
    client.send.resetFor(Bench.segment(0, Bench.ISS, Segment.ACK, 0));

    assertThat(client.client).isEqualTo(1);
    assertThat(step.sent(0).client()).isEqualTo(1);
    assertThat(of(End.SERVER, world, settings).client).isZero();
  }

  @Test
  void is_lost_as_often_as_the_scenario_says() {
    Settings plain = ServiceWorld.clientComes(1).settings();
    Settings settings =
        plain.with(new Settings.Network(0, 0, false, 8, Map.of(SegmentKind.ACK, 1)));
    World world = new World(settings);
    Endpoint server = of(End.SERVER, world, settings);
    server.send.ack();
    assertThat(step.sentLost(0)).isTrue();
    assertThat(world.flight.count()).isZero();
    server.send.ack();
    assertThat(step.sentLost(1)).isFalse();
    assertThat(world.flight.count()).isEqualTo(1);
  }
}
