package io.tarry.check;

import static io.tarry.check.LessonResults.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Model;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a timestamp clock shows along a run")
class TimestampClocksTest {

  private static final int WALKS = 60;
  private static final int LENGTH = 40;

  /** The server's clock takes three ticks of the world, and one of them was over at the first. */
  @Test
  void follows_from_how_much_of_a_slow_clock_s_tick_was_over() throws IOException {
    Story story =
        story(
            "10-why-tcp-tw-reuse-has-a-delay.yaml",
            "both hosts are Linux",
            "octets-of-this-incarnation");

    List<Integer> ofServer =
        story.steps().stream()
            .flatMap(step -> step.traffic().sent().stream())
            .filter(arrow -> arrow.from().end().side() == Side.SERVER)
            .map(arrow -> arrow.segment().timestamp().orElseThrow())
            .toList();
    assertThat(ofServer).containsExactly(0, 0, 0, 1);
  }

  @Test
  void agrees_with_all_timestamps_that_are_on_their_way() throws IOException {
    int compared = 0;
    for (Scenario lesson : LessonsTest.lessons()) {
      if (!lesson.file().contains("10-")) {
        continue;
      }
      for (Scenario.Case one : lesson.cases()) {
        for (int seed = 0; seed < WALKS; seed++) {
          compared += walk(one, new Random(seed));
        }
      }
    }
    assertThat(compared).isGreaterThan(1000);
  }

  /** Walks at random; gives the number of timestamps that were compared. */
  private static int walk(Scenario.Case one, Random random) {
    Settings settings = one.settings();
    TcpModel model = new TcpModel(settings);
    long[][] state = new long[1][];
    model.initialStates(sink((action, next) -> state[0] = next.clone()));
    model.show(state[0]);
    SocketDecoder sockets =
        new SocketDecoder(settings, new Hosts(settings, one.stacks()), model.before());
    TimestampClocks.Readings clocks =
        new TimestampClocks(settings, model.before().topology()).from(model.before());
    Timestamps stamps = new Timestamps(settings, model.before().topology());
    List<int[]> readings = new ArrayList<>(); // the last of each tick, by clock
    readings.add(read(clocks, model.before()));
    int compared = 0;
    for (int i = 0; i < LENGTH; i++) {
      List<long[]> after = new ArrayList<>();
      List<Boolean> ticks = new ArrayList<>();
      model.successors(
          state[0],
          sink((action, next) -> {
            after.add(next.clone());
            ticks.add(model.step().kind() == Action.Kind.TICK);
          }));
      if (after.isEmpty()) {
        return compared;
      }
      int choice = random.nextInt(after.size());
      state[0] = after.get(choice);
      model.show(state[0]);
      World world = model.before();
      clocks.follow(world, ticks.get(choice));
      if (ticks.get(choice)) {
        readings.add(new int[0]);
      }
      readings.set(readings.size() - 1, read(clocks, world));
      for (int j = 0; j < world.flight().count(); j++) {
        Segment segment = world.flight().get(j);
        if (segment.stamped()) {
          StateGraph.Stamp stamp = sockets.stamp(segment, 0).orElseThrow();
          int now = readings.size() - 1;
          int sent = readings.get(now - segment.age())[stamp.clock()];
          assertThat(stamp.first() + sent)
              .as("%s in %s", segment, world)
              .isEqualTo(stamps.of(segment, world) + readings.get(now)[stamp.clock()]);
          compared++;
        }
      }
    }
    return compared;
  }

  private static int[] read(TimestampClocks.Readings clocks, World world) {
    int[] readings = new int[world.topology().clocks()];
    for (int i = 0; i < readings.length; i++) {
      readings[i] = clocks.of(i);
    }
    return readings;
  }

  private interface Taking {
    void take(int action, long[] next);
  }

  private static Model.Sink sink(Taking taking) {
    return new Model.Sink() {
      @Override
      public void offer(int action, long[] next) {
        taking.take(action, next);
      }

      @Override
      public void beyond(int action, String limit) {
        // It leads nowhere that could be walked on from.
      }
    };
  }
}
