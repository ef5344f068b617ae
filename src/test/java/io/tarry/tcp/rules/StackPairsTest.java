package io.tarry.tcp.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.ReopenFromTimeWait;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.SynReceivedReply;
import io.tarry.tcp.settings.TwRestart;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every two switches of a stack set otherwise, in every state, with a grid of segments, against
 * {@link PlainArrives}. Each pair takes its share of the grid, the next pair another; {@code
 * -Dtarry.pairs=1} has each take the whole.
 *
 * <p>A share may miss all that two switches do together. So each pair also takes some segments of
 * every kind of event that one of its two was seen to have a say in.
 */
@DisplayName("Switches of a stack compose")
class StackPairsTest {

  /** Of so many segments, one; a prime, so that the shares differ in all that a grid is made of. */
  private static final int SHARE = Integer.getInteger("tarry.pairs", 211);

  static List<Stack> bases() {
    return List.of(Stack.RFC9293, Stack.LINUX, Stack.LINUX_3_13, Stack.FREEBSD);
  }

  /** A change of a stack, and whether what it changes had a say in what a segment did. */
  private record Change(UnaryOperator<Stack> of, Say say) {

    interface Say {
      boolean had(Situation situation, Segment arriving, PlainArrives plain);
    }
  }

  private static List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (Switch one : Switch.values()) {
      changes.add(
          new Change(
              stack -> stack.has(one) ? stack.without(one) : stack.with(one),
              (situation, arriving, plain) -> plain.asked.contains(one)));
    }
    Change.Say inTimeWait = (situation, arriving, plain) -> situation.state() == TcpState.TIME_WAIT;
    for (TwRestart reading : TwRestart.values()) {
      changes.add(new Change(stack -> stack.with(reading), inTimeWait));
    }
    for (ReopenFromTimeWait reopens : ReopenFromTimeWait.values()) {
      changes.add(
          new Change(
              stack -> stack.with(reopens),
              (situation, arriving, plain) ->
                  inTimeWait.had(situation, arriving, plain) && arriving.syn()));
    }
    for (SynReceivedReply reply : SynReceivedReply.values()) {
      changes.add(
          new Change(
              stack -> stack.with(reply),
              (situation, arriving, plain) ->
                  situation.state() == TcpState.SYN_RECEIVED && arriving.syn()));
    }
    changes.add(
        new Change(
            stack -> stack.withPawsTolerance(1 - stack.pawsTolerance()),
            (situation, arriving, plain) -> situation.stamp().newerBy < 0));
    return changes;
  }

  /** What a segment did, but for the numbers, and to whom; another number for something else. */
  private static long event(Situation situation, PlainArrives plain) {
    long event = situation.state().ordinal();
    event = 2 * event + (situation.passive() ? 1 : 0);
    event = 2 * event + (situation.orphan() ? 1 : 0);
    event = 2 * event + (situation.listener() ? 1 : 0);
    event = TcpState.values().length * event + plain.state.ordinal();
    event = 2 * event + (plain.timeWaitRestarts ? 1 : 0);
    event = 2 * event + (plain.delivered > 0 ? 1 : 0);
    event = UserError.values().length * event + plain.error.ordinal();
    for (PlainArrives.Sent sent : plain.sent) {
      event = (PlainArrives.Flags.values().length + 1) * event + 1 + sent.flags().ordinal();
    }
    return event;
  }

  /** One place in the grid. */
  private record Place(Situation situation, int segment) {}

  /** Where events were seen that a change has a say in. */
  private static final class Seen {

    private static final int PLACES_MAX = 500;
    private static final int OF_A_KIND = 8;

    private final Map<Long, List<Place>> places = new LinkedHashMap<>();

    void add(long event, Place place) {
      List<Place> those = places.computeIfAbsent(event, any -> new ArrayList<>());
      if (those.size() < PLACES_MAX) {
        those.add(place);
      }
    }

    /** Some of each kind; for the next turn, others. */
    List<Place> ofEachKind(int turn) {
      List<Place> some = new ArrayList<>();
      for (List<Place> those : places.values()) {
        for (int i = 0; i < Math.min(OF_A_KIND, those.size()); i++) {
          some.add(those.get((turn * OF_A_KIND + i) % those.size()));
        }
      }
      return some;
    }
  }

  @ParameterizedTest
  @MethodSource("bases")
  void every_two_changes_of_a_stack_do_what_each_says(Stack base) {
    ComparedEnd atClient = new ComparedEnd(End.CLIENT);
    ComparedEnd atServer = new ComparedEnd(End.SERVER);
    List<Change> changes = changes();
    List<Seen> seen = changes.stream().map(change -> new Seen()).toList();
    List<Situation> situations = Situation.all();
    int share = 0;
    int tried = 0;
    for (int one = 0; one < changes.size(); one++) {
      for (int other = one; other < changes.size(); other++) { // itself: the base, or one change
        Stack stack = changes.get(other).of().apply(changes.get(one).of().apply(base));
        int next = share++ % SHARE;
        for (Situation situation : situations) {
          ComparedEnd end = situation.listener() ? atServer : atClient;
          for (; next < end.grid().size(); next += SHARE) {
            tried++;
            PlainArrives plain = end.compare(situation, stack, next);
            long event = event(situation, plain);
            Place place = new Place(situation, next);
            for (int change = 0; change < changes.size(); change++) {
              if (changes.get(change).say().had(situation, end.arrived(), plain)) {
                seen.get(change).add(event, place);
              }
            }
          }
          next -= end.grid().size();
        }
      }
    }
    assertThat(tried).isGreaterThan(100_000);

    int turn = 0;
    for (int one = 0; one < changes.size(); one++) {
      for (int other = one + 1; other < changes.size(); other++) {
        Stack stack = changes.get(other).of().apply(changes.get(one).of().apply(base));
        turn++;
        for (int change : new int[] {one, other}) {
          for (Place place : seen.get(change).ofEachKind(turn)) {
            ComparedEnd end = place.situation().listener() ? atServer : atClient;
            end.compare(place.situation(), stack, place.segment());
          }
        }
      }
    }
  }
}
