package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Segment;
import io.tarry.check.Story.Socket;
import io.tarry.check.Story.StateChange;
import io.tarry.check.Story.Step;
import io.tarry.report.words.WorldNames;
import io.tarry.tcp.settings.FourTuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds steps that do the same as earlier ones, with nothing changed but the client's port, so that
 * they need not be drawn again.
 */
final class Repeats {

  /** Fewer than that are as soon drawn as said. */
  private static final int SEGMENTS_LEAST = 4;

  private final Story story;
  private final List<Step> steps;

  /**
   * Steps that are not drawn one by one.
   *
   * @param first the index of the first of them
   * @param end the index of the step after the last one
   * @param at the socket of the first step
   * @param changes the last change of each socket whose state they change
   * @param text what stands in their place
   */
  record Repeat(int first, int end, Socket at, List<LastChange> changes, String text) {}

  /** A change of state, and how many ticks had passed before it. */
  record LastChange(StateChange change, int tick) {}

  private Repeats(Story story) {
    this.story = story;
    steps = story.steps();
  }

  /** Those that begin with the step of index {@code first}, and are over before {@code limit}. */
  static Optional<Repeat> from(Story story, int first, int limit) {
    return new Repeats(story).from(first, limit);
  }

  private Optional<Repeat> from(int first, int limit) {
    if (first >= limit
        || steps.get(first).at().isEmpty()
        || !onTheWay(steps.subList(0, first)).isEmpty()) {
      return Optional.empty();
    }
    int base = -1;
    int longest = 0;
    for (int i = 0; i < first; i++) {
      int length = length(i, first, limit);
      if (length > longest) {
        base = i;
        longest = length;
      }
    }
    int sent = sent(first, first + longest).size();
    return sent < SEGMENTS_LEAST
        ? Optional.empty()
        : Optional.of(repeat(base, first, first + longest, sent));
  }

  private Repeat repeat(int base, int first, int end, int sent) {
    Socket at = steps.get(first).at().orElseThrow();
    int ofConnection = sentOn(at.end().connection(), steps.size());
    boolean begins = sentOn(at.end().connection(), first) == 0;
    boolean wholeBase =
        sentOn(steps.get(base).at().orElseThrow().end().connection(), first) == sent;
    String which = begins && !(wholeBase && ofConnection == sent) ? "first " : "";
    int now = steps.get(end - 1).tick();
    WorldNames words = new WorldNames(story.setup());
    String until = now > steps.get(first).tick() ? ", until t = " + words.moment(now) : "";
    Map<Socket, LastChange> last = new LinkedHashMap<>();
    for (Step step : steps.subList(first, end)) {
      step.changes()
          .forEach(change -> last.put(change.socket(), new LastChange(change, step.tick())));
    }
    String text = "the same " + which + sent + " segments on " + words.name(at) + until;
    return new Repeat(first, end, at, List.copyOf(last.values()), text);
  }

  private int sentOn(int connection, int before) {
    return (int)
        sent(0, before).stream()
            .filter(arrow -> arrow.from().end().connection() == connection)
            .count();
  }

  private List<Arrow> sent(int first, int end) {
    return steps.subList(first, end).stream().flatMap(step -> step.sent().stream()).toList();
  }

  /** Arrows that were sent in these steps, and have not ended. */
  static Set<Integer> onTheWay(List<Step> steps) {
    Set<Integer> numbers = new TreeSet<>();
    steps.forEach(step -> pass(step, numbers));
    return numbers;
  }

  private static void pass(Step step, Set<Integer> onTheWay) {
    step.arrives().ifPresent(onTheWay::remove);
    step.lost().ifPresent(onTheWay::remove);
    step.copy().ifPresent(copy -> onTheWay.add(copy.number()));
    step.sent().stream()
        .filter(arrow -> !arrow.lostAtOnce())
        .forEach(arrow -> onTheWay.add(arrow.number()));
  }

  /**
   * How many steps from {@code first} on do the same as those from {@code base} on, and leave
   * nothing on its way; a tick that nothing follows is none of them.
   */
  private int length(int base, int first, int limit) {
    List<Arrow> its = sent(first, steps.size());
    if (steps.get(base).at().isEmpty() || its.isEmpty()) {
      return 0;
    }
    int apart = its.get(0).number() - sent(base, steps.size()).get(0).number();
    Set<Integer> onTheWay = new TreeSet<>();
    int whole = 0;
    for (int i = 0; base + i < first && first + i < limit; i++) {
      Step step = steps.get(first + i);
      if (!isAgain(steps.get(base + i), step, base, first, apart)) {
        break;
      }
      pass(step, onTheWay);
      if (onTheWay.isEmpty() && !step.isTick()) {
        whole = i + 1;
      }
    }
    return whole;
  }

  private boolean isAgain(Step one, Step other, int base, int first, int apart) {
    return isOf(one, base)
        && isOf(other, first)
        && one.event().kind() == other.event().kind()
        && one.event().call().equals(other.event().call())
        && one.at().map(Socket::lifeline).equals(other.at().map(Socket::lifeline))
        && one.reason().equals(other.reason())
        && one.told().equals(other.told())
        && one.tick() - steps.get(base).tick() == other.tick() - steps.get(first).tick()
        && one.arrives().map(number -> number + apart).equals(other.arrives())
        && one.lost().map(number -> number + apart).equals(other.lost())
        && changes(one).equals(changes(other))
        && areAgain(one.sent(), other.sent(), apart)
        && areAgain(one.copy().stream().toList(), other.copy().stream().toList(), apart);
  }

  /** Whether a step is at the connection of another one, or at none. */
  private boolean isOf(Step step, int of) {
    int connection = steps.get(of).at().orElseThrow().end().connection();
    return step.at().stream().allMatch(at -> at.end().connection() == connection)
        && step.changes().stream()
            .allMatch(change -> change.socket().end().connection() == connection);
  }

  private static List<String> changes(Step step) {
    return step.changes().stream()
        .map(each -> each.socket().lifeline() + " " + each.from() + " " + each.to())
        .toList();
  }

  private static boolean areAgain(List<Arrow> ones, List<Arrow> others, int apart) {
    if (ones.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < ones.size(); i++) {
      Arrow one = ones.get(i);
      Arrow other = others.get(i);
      boolean again =
          one.number() + apart == other.number()
              && one.from().lifeline() == other.from().lifeline()
              && one.retransmission() == other.retransmission()
              && one.lostAtOnce() == other.lostAtOnce()
              && isAgain(one.segment(), other.segment());
      if (!again) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAgain(Segment one, Segment other) {
    FourTuple tuple = one.connection();
    FourTuple another = other.connection();
    return tuple.clientPort() != another.clientPort()
        && tuple.clientAddress().equals(another.clientAddress())
        && tuple.serverAddress().equals(another.serverAddress())
        && tuple.serverPort() == another.serverPort()
        && one.flags().equals(other.flags())
        && one.seq() == other.seq()
        && one.ack() == other.ack()
        && one.length() == other.length()
        && one.timestamp().equals(other.timestamp());
  }
}
