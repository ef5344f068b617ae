package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.SESSION;
import static io.tarry.tcp.world.Tcb.STATE;
import static io.tarry.tcp.world.Tcb.TIMESTAMPS;
import static io.tarry.tcp.world.Tcb.TIME_WAIT_AGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.scenario.Reading;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Of two clients with two ports each, and a server with two")
class AddressChoiceTest {

  private static final int PORT = 40000;
  private static final int OTHER_PORT = 40001;

  private final AddressChoice addresses = new AddressChoice();

  private static Settings settings(boolean reuseAddress) {
    Reading reading =
        ScenarioReader.read(
            "x.yaml",
            """
            title: Addresses
            question: Which may be taken?
            hosts:
              client:
                sysctl:
                  ip_local_port_range: [40000, 40001]
                  tcp_timestamps: 1
                  tcp_tw_reuse: 1
                  tcp_tw_reuse_delay: 2
                options: { SO_REUSEADDR: %s }
              server:
                sysctl: { tcp_timestamps: 1 }
                options: { SO_REUSEADDR: %s }
                ports: [80, 443]
            start: listening
            connection:
              client: [open from 40000, open to 443, open]
              client2: [open]
              server: [keep listening, close on eof]
            """
                .formatted(reuseAddress, reuseAddress));
    assertThat(reading).as(reading.toString()).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).scenario().cases().get(0).settings();
  }

  /** The end of the 4-tuple from that port of that client to that port of the server. */
  private static End end(World world, int client, int port, int serverPort, Side side) {
    return world.ends().stream()
        .filter(end -> end.side() == side)
        .filter(end -> world.topology().mayOpen(client, end.connection()))
        .filter(end -> world.topology().tuples().get(end.connection()).clientPort() == port)
        .filter(end -> world.topology().tuples().get(end.connection()).serverPort() == serverPort)
        .findFirst()
        .orElseThrow();
  }

  private static void put(World world, End end, TcpState state) {
    world.tcb(end).set(STATE, state);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void bind_is_refused_a_port_that_a_socket_of_the_client_has(boolean reuseAddress) {
    Settings settings = settings(reuseAddress);
    World world = new World(settings);
    assertThat(addresses.bindFails(settings, world, 0, PORT)).isFalse();
    assertThat(addresses.bindFails(settings, world)).isFalse();

    put(world, end(world, 0, PORT, 443, Side.CLIENT), TcpState.TIME_WAIT);

    assertThat(addresses.bindFails(settings, world, 0, PORT)).isEqualTo(!reuseAddress);
    assertThat(addresses.bindFails(settings, world, 0, OTHER_PORT)).isFalse();
    assertThat(addresses.bindFails(settings, world, 1, PORT)).as("another host").isFalse();
    assertThat(addresses.bindFails(settings, world)).as("the server").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void bind_is_refused_the_server_where_a_connection_of_it_is_left(boolean reuseAddress) {
    Settings settings = settings(reuseAddress);
    World world = new World(settings);
    put(world, end(world, 1, OTHER_PORT, 80, Side.SERVER), TcpState.TIME_WAIT);

    assertThat(addresses.bindFails(settings, world)).isEqualTo(!reuseAddress);
    assertThat(addresses.bindFails(settings, world, 1, OTHER_PORT)).as("the client").isFalse();
  }

  @Test
  void ports_are_free_that_no_connection_of_the_client_to_the_first_service_has() {
    Settings settings = settings(false);
    World world = new World(settings);
    put(world, end(world, 0, PORT, 443, Side.CLIENT), TcpState.ESTABLISHED);
    put(world, end(world, 0, PORT, 80, Side.SERVER), TcpState.ESTABLISHED);
    assertThat(addresses.freePorts(settings, world, 0)).isEqualTo(2);

    put(world, end(world, 0, PORT, 80, Side.CLIENT), TcpState.ESTABLISHED);
    assertThat(addresses.freePorts(settings, world, 0)).isEqualTo(1);
    assertThat(addresses.freePorts(settings, world, 1)).isEqualTo(2);
    assertThat(addresses.freePorts(settings, world, 2)).as("of no client").isZero();
  }

  @Test
  void behind_a_nat_the_ports_are_those_of_the_clients_that_there_are() {
    Settings settings = ServiceWorld.clientComes(1).twoClients(true, 0).settings();
    World world = new World(settings);
    assertThat(addresses.freePorts(settings, world, 1)).isEqualTo(1);
    assertThat(addresses.freePorts(settings, world, 2)).isZero();
  }

  /** tcp_twsk_unique: now > entry time + tcp_tw_reuse_delay. */
  @ParameterizedTest
  @CsvSource({
    "TIME_WAIT, true, 3, false, true",
    "TIME_WAIT, true, 2, false, false",
    "TIME_WAIT, true, 0, true, true",
    "TIME_WAIT, false, 3, false, false",
    "TIME_WAIT, false, 3, true, false",
    "FIN_WAIT_2, true, 3, true, false",
    "CLOSED, false, 0, false, true"
  })
  void connect_takes_a_4_tuple_out_of_time_wait(
      TcpState state, boolean timestamps, int age, boolean bound, boolean takes) {
    Settings settings = settings(false);
    World world = new World(settings);
    End end = end(world, 0, PORT, 80, Side.CLIENT);
    put(world, end, state);
    world.tcb(end).set(TIMESTAMPS, timestamps);
    world.tcb(end).set(TIME_WAIT_AGE, age);
    world.app(end).set(SESSION, 1);

    assertThat(addresses.mayTake(settings, world, 0, end, bound)).isEqualTo(takes);
  }
}
