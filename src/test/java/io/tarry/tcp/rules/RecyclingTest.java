package io.tarry.tcp.rules;

import static io.tarry.tcp.world.PeerStamp.LEFT;
import static io.tarry.tcp.world.PeerStamp.STAMP;
import static io.tarry.tcp.world.Segment.SYN;
import static io.tarry.tcp.world.Tcb.TS_RECENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.PeerStamp;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("With tcp_tw_recycle, a server")
class RecyclingTest {

  private static final int TIME_WAIT = 2;
  private static final Segment SYN_OF_CLIENT =
      Segment.of(End.CLIENT, Bench.ISS, 0, SYN, 0, false, 0);

  private final Settings settings =
      ServiceWorld.clientComes(1)
          .clientSysctls(true, 0, 1)
          .serverSysctls(true, true, Settings.UNLIMITED)
          .timeWait(TIME_WAIT)
          .settings();
  private final World world = new World(settings);
  private final Timestamps stamps = new Timestamps(settings, world.topology());
  private final Endpoint server =
      new Endpoint(
          End.SERVER,
          world,
          new Step(),
          settings,
          stamps,
          new InitialSequenceNumbers(settings, world.topology()));
  private final PeerStamp remembered = world.serverRemembers[0];

  /** What stands for that timestamp of the client; its clock shows 0 now. */
  private int at(int stamp) {
    return stamps.keep(world.topology().clockOf(End.CLIENT), stamp);
  }

  @ParameterizedTest
  @CsvSource({"1, 2, true", "1, 1, false", "1, 0, false", "0, 2, false"})
  void refuses_a_syn_whose_timestamp_is_older_by_more_than_one(int left, int age, boolean refuses) {
    remembered.set(STAMP, at(0));
    remembered.set(LEFT, left);
    Segment syn = SYN_OF_CLIENT.stamped(0);
    for (int i = 0; i < age; i++) {
      syn = syn.older();
    }

    assertThat(server.paws.recycleRefuses(syn)).isEqualTo(refuses);
    assertThat(server.paws.recycleRefuses(SYN_OF_CLIENT)).as("without a timestamp").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, -1, true", "1, -1, 0, true", "1, 0, 0, true", "1, 0, -1, false"})
  void remembers_the_newest_timestamp_of_an_address(int left, int was, int last, boolean takes) {
    remembered.set(STAMP, at(was));
    remembered.set(LEFT, left);
    world.tcb(End.SERVER).set(TS_RECENT, at(last));
    server.paws.rememberPeer();

    assertThat(remembered.get(STAMP)).isEqualTo(at(takes ? last : was));
    assertThat(remembered.get(LEFT)).isEqualTo(takes ? TIME_WAIT : left);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void takes_timestamps_of_a_syn_that_has_one(boolean stamped, boolean agrees) {
    server.paws.agree(stamped ? SYN_OF_CLIENT.stamped(0) : SYN_OF_CLIENT);

    assertThat(server.tcb.timestamps()).isEqualTo(agrees);
    assertThat(server.tcb.tsRecent()).isEqualTo(agrees ? at(0) : 0);
  }
}
