package io.tarry.check;

import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the steps from which the end of a run follows. A step in which a segment arrives or is lost
 * follows from the one that sent or copied it. A step at a socket follows from the one that brought
 * the socket into its state. A retransmission, and giving up, follow from the last loss and from
 * the last arrival at the peer. A step that depends on other sockets of its host, or on what the
 * host remembers, follows from the steps that led to those.
 *
 * <p>Of all these steps it chooses the few that explain most: the end itself, what directly led to
 * it, the losses (a shortest run has none that it does not need), and then unusual steps, those
 * nearest to the end first. If the end is a state of several sockets, it also follows from the
 * steps that brought the others there.
 */
final class Causes {

  private static final int CHOSEN_MAX = 5;
  private static final int SOCKETS_IN_THE_WAY_MAX = 2;

  /** What the end of a run is. */
  enum About {
    /** What its last step does. */
    LAST_STEP,
    /** The states of all sockets, wherever the last step happens. */
    STATES,
    /** That no step is possible any more. */
    STANDSTILL
  }

  /** Rules that apply in every undisturbed connection, and so explain little. */
  private static final Set<Rule> ORDINARY =
      EnumSet.of(
          Rule.LISTEN_SYN,
          Rule.SYN_SENT_SYN_ACK,
          Rule.SYN_RECEIVED_ACK,
          Rule.ACK_NEW,
          Rule.ACK_NOTHING_NEW,
          Rule.FIN_WAIT_1_ACK_OF_FIN,
          Rule.CLOSING_ACK_OF_FIN,
          Rule.LAST_ACK_ACK_OF_FIN,
          Rule.TEXT_IN_ORDER,
          Rule.ESTABLISHED_FIN,
          Rule.FIN_WAIT_1_FIN,
          Rule.FIN_WAIT_2_FIN,
          Rule.CALL_OPEN,
          Rule.CALL_LISTEN,
          Rule.CALL_SEND,
          Rule.CALL_SEND_QUEUED,
          Rule.CALL_RECEIVE,
          Rule.CALL_CLOSE,
          Rule.CALL_CLOSE_AFTER_FIN,
          Rule.CALL_CLOSE_QUEUED,
          Rule.CALL_CLOSE_STOPS_READING,
          Rule.CALL_CLOSE_NOTHING_LEFT);

  /**
   * A step of the run so far.
   *
   * @param address the client's address, as the server sees it
   * @param changed the ends whose state it changes
   * @param opened those of them at which it opens a connection
   * @param besides the ends on its host that have a connection after it
   */
  private record PastStep(
      Story.Step told,
      End at,
      Set<Rule> rules,
      String address,
      List<End> changed,
      List<End> opened,
      List<End> besides) {

    Action.Kind kind() {
      return told.event().kind();
    }

    boolean notable() {
      return kind() == Action.Kind.DELIVER_COPY || loses() || !ORDINARY.containsAll(rules);
    }

    boolean isOf(int connection) {
      return at.connection() == connection;
    }

    boolean loses() {
      return kind() == Action.Kind.LOSE || told.sent().stream().anyMatch(Story.Arrow::lostAtOnce);
    }

    boolean puts(int arrow) {
      return Stream.concat(told.sent().stream(), told.copy().stream())
          .anyMatch(put -> put.number() == arrow);
    }
  }

  private final Hosts hosts;
  private final List<PastStep> pastSteps = new ArrayList<>();

  /** The ends that have a connection after the last step so far. */
  private final List<End> connected = new ArrayList<>();

  Causes(Hosts hosts) {
    this.hosts = hosts;
  }

  /** Adds the step that the model shows; {@code told} is the same step, decoded. */
  void follow(TcpModel model, Story.Step told) {
    Step step = model.step();
    World after = model.after();
    List<End> changed = new ArrayList<>();
    List<End> opened = new ArrayList<>();
    List<End> besides = new ArrayList<>();
    connected.clear();
    for (End end : after.ends()) {
      TcpState state = after.tcb(end).state();
      if (state != model.before().tcb(end).state()) {
        changed.add(end);
        if (state == TcpState.SYN_SENT || state == TcpState.SYN_RECEIVED) {
          opened.add(end);
        }
      }
      if (state != TcpState.CLOSED && state != TcpState.LISTEN) {
        connected.add(end);
        int host = hosts.of(after, end);
        if (told.at().stream().anyMatch(at -> at.lifeline() == host)) {
          besides.add(end);
        }
      }
    }
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    rules.addAll(step.rules());
    End at = step.at();
    String address = after.topology().tuples().get(at.connection()).clientAddress();
    pastSteps.add(new PastStep(told, at, rules, address, changed, opened, besides));
  }

  /** The numbers of the steps that explain the end best, in order. */
  List<Integer> ofEnd(About about) {
    Optional<Integer> end = last(pastSteps.size(), past -> past.kind() != Action.Kind.TICK);
    return end.map(last -> ofEnd(last, about)).orElse(List.of());
  }

  private List<Integer> ofEnd(int last, About about) {
    Set<Integer> chosen = new LinkedHashSet<>(List.of(last));
    chosen.addAll(othersBefore(last));
    if (about == About.STANDSTILL) {
      chosen.addAll(
          lastChanges(pastSteps.stream().flatMap(past -> past.changed.stream()), pastSteps.size()));
    }
    List<Integer> all = new ArrayList<>(chosen);
    for (int i = 0; i < all.size(); i++) {
      for (int before : before(all.get(i))) {
        if (!all.contains(before)) {
          all.add(before);
        }
      }
    }
    for (int i = last; i >= 0; i--) {
      if (pastSteps.get(i).kind() == Action.Kind.LOSE) {
        chosen.add(i);
      }
    }
    addWhatWasLookedAt(chosen);
    all.stream().filter(index -> pastSteps.get(index).notable()).forEach(chosen::add);
    if (about == About.STATES) {
      chosen.addAll(lastChanges(connected.stream(), pastSteps.size()));
    }
    addWhatWasLookedAt(chosen);
    stateFound(last).ifPresent(chosen::add);
    return chosen.stream()
        .limit(CHOSEN_MAX)
        .map(index -> pastSteps.get(index).told.number())
        .sorted()
        .toList();
  }

  private void addWhatWasLookedAt(Set<Integer> chosen) {
    List.copyOf(chosen).forEach(index -> chosen.addAll(lookedAt(index)));
  }

  /** All steps that a step follows from. */
  private List<Integer> before(int index) {
    List<Integer> before = othersBefore(index);
    stateFound(index).ifPresent(before::add);
    return before;
  }

  /** The step that brought the socket of this step into its state, if the step is at a socket. */
  private Optional<Integer> stateFound(int index) {
    PastStep past = pastSteps.get(index);
    return switch (past.kind()) {
      case CALL,
          DELIVER,
          DELIVER_COPY,
          RETRANSMISSION_TIMEOUT,
          FIN_WAIT_2_TIMEOUT,
          TIME_WAIT_TIMEOUT,
          PATIENCE_TIMEOUT ->
          lastChange(past.at, index);
      case BEGIN, LOSE, TICK, REFUSED_CALL, LISTENER_CALL -> Optional.empty();
    };
  }

  /** The steps that a step follows from, besides the one that led to the state of its socket. */
  private List<Integer> othersBefore(int index) {
    List<Integer> before = new ArrayList<>();
    PastStep past = pastSteps.get(index);
    past.told
        .arrives()
        .or(past.told::lost)
        .flatMap(arrow -> last(index, earlier -> earlier.puts(arrow)))
        .ifPresent(before::add);
    if (past.rules.contains(Rule.RETRANSMISSION) || past.rules.contains(Rule.GIVE_UP)) {
      before.addAll(whyNoAckCame(index));
    }
    before.addAll(lookedAt(index));
    return before;
  }

  /** The steps behind a rule that depends on more than a segment and its socket. */
  private List<Integer> lookedAt(int index) {
    List<Integer> before = new ArrayList<>();
    for (Rule rule : pastSteps.get(index).rules) {
      switch (rule) {
        case RECYCLE_SYN_DROPPED -> remembered(index).ifPresent(before::add);
        case CALL_NO_PORT, CALL_ADDRESS_IN_USE, TIME_WAIT_OVERFLOW ->
            before.addAll(socketsInTheWay(index));
        case TEXT_AFTER_CLOSE, FIN_AFTER_CLOSE -> lastCall(index).ifPresent(before::add);
        case CLOSED_ACK, CLOSED_NO_ACK, LISTEN_ACK ->
            lastChange(pastSteps.get(index).at, index).ifPresent(before::add);
        default -> {}
      }
    }
    return before;
  }

  /** The last call at the same socket: the close() that gave up reading, if there was one. */
  private Optional<Integer> lastCall(int index) {
    End at = pastSteps.get(index).at;
    return last(index, past -> past.kind() == Action.Kind.CALL && past.at.equals(at));
  }

  /** The earlier steps that brought these ends into their states, the latest first. */
  private List<Integer> lastChanges(Stream<End> ends, int before) {
    return ends.flatMap(end -> lastChange(end, before).stream())
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** The last earlier step that meets the condition. */
  private Optional<Integer> last(int before, Predicate<PastStep> which) {
    for (int i = before - 1; i >= 0; i--) {
      if (which.test(pastSteps.get(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private Optional<Integer> lastChange(End end, int before) {
    return last(before, past -> past.changed.contains(end));
  }

  /** The last loss in this connection, and the last arrival of a segment that this end sent. */
  private List<Integer> whyNoAckCame(int index) {
    End at = pastSteps.get(index).at;
    int opening = last(index, past -> past.opened.contains(at)).orElse(0);
    return Stream.of(
            last(index, past -> past.loses() && past.isOf(at.connection())),
            last(index, past -> past.told.arrives().isPresent() && past.at.equals(at.peer())))
        .flatMap(Optional::stream)
        .filter(before -> before >= opening)
        .toList();
  }

  /** The last step that made the same host remember a timestamp of the same address. */
  private Optional<Integer> remembered(int index) {
    PastStep refused = pastSteps.get(index);
    return last(
        index,
        past ->
            past.rules.contains(Rule.RECYCLE_REMEMBERED)
                && past.at.side() == refused.at.side()
                && past.address.equals(refused.address));
  }

  /** The steps that brought other sockets of the same host into their states, the latest first. */
  private List<Integer> socketsInTheWay(int index) {
    PastStep past = pastSteps.get(index);
    return lastChanges(past.besides.stream().filter(end -> !past.changed.contains(end)), index)
        .stream()
        .limit(SOCKETS_IN_THE_WAY_MAX)
        .toList();
  }
}
