package io.tarry.model;

import static io.tarry.model.Claim.reachable;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Limits;
import io.tarry.engine.Statistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers that others published for their models, by typed models of them. */
class PublishedCountsTest {

  @Test
  void the_hour_clock_has_12_initial_states() {
    class HourClock extends FieldModel {
      final Counter hour = counter("hour", 1, 12);

      HourClock() {
        for (int h = 1; h <= 12; h++) {
          int begin = h;
          start(() -> hour.set(begin));
        }
        step("tick").then(() -> hour.set(hour.get() % 12 + 1));
      }
    }
    Statistics found = Check.of(HourClock::new).run().requireAllHold().statistics();

    assertCounts(found, 12, 12, 0);
    assertThat(found.initialStates()).isEqualTo(12);
  }

  /** The alternating bit of Specifying Systems, with two data values and queues of two. */
  @Test
  void the_alternating_bit_has_240_states() {
    record Message(int bit, int value) {}
    class AlternatingBit extends FieldModel {
      final Domain<Integer> bits = Domain.range(0, 1);
      final Counter sBit = counter("sBit", 0, 1);
      final Counter sAck = counter("sAck", 0, 1);
      final Counter rBit = counter("rBit", 0, 1);
      final Counter sent = counter("sent", 0, 1);
      final Counter received = counter("received", 0, 1);
      final Fifo<Message> messages = fifo("messages", 2, Domain.of(bits, bits, Message::new));
      final Fifo<Integer> acks = fifo("acks", 2, bits);

      AlternatingBit() {
        for (int choice = 0; choice < 8; choice++) {
          int c = choice;
          start(() -> {
            List.of(sBit, sAck, rBit).forEach(bit -> bit.set(c & 1));
            sent.set(c >> 1 & 1);
            received.set(c >> 2);
          });
        }
        step("send new", bits)
            .when(value -> sAck.get() == sBit.get())
            .then(value -> {
              sent.set(value);
              sBit.set(1 - sBit.get());
              messages.add(new Message(sBit.get(), value));
            });
        step("send again")
            .when(() -> sAck.get() != sBit.get())
            .then(() -> messages.add(new Message(sBit.get(), sent.get())));
        step("receive", messages)
            .then(message -> {
              messages.remove();
              rBit.set(message.bit());
              received.set(message.value());
            });
        step("acknowledge").then(() -> acks.add(rBit.get()));
        step("hear", acks)
            .then(bit -> {
              acks.remove();
              sAck.set(bit);
            });
        step("lose message", bits).when(i -> i < messages.size()).then(messages::remove);
        step("lose ack", bits).when(i -> i < acks.size()).then(acks::remove);
      }
    }
    Statistics found = Check.of(AlternatingBit::new).run().requireAllHold().statistics();

    assertCounts(found, 240, 1_384, 9);
    assertThat(found.initialStates()).isEqualTo(8);
  }

  private record Commit(int managers) implements RecordModel<List<Commit.Manager>, String> {
    enum Manager {
      WORKING,
      PREPARED,
      COMMITTED,
      ABORTED
    }

    @Override
    public List<List<Manager>> initialStates() {
      return List.of(Collections.nCopies(managers, Manager.WORKING));
    }

    @Override
    public void steps(List<Manager> all, Steps<List<Manager>, String> steps) {
      for (int m = 0; m < managers; m++) {
        Manager manager = all.get(m);
        boolean open = manager == Manager.WORKING || manager == Manager.PREPARED;
        boolean mayCommit =
            all.stream().allMatch(o -> o == Manager.PREPARED || o == Manager.COMMITTED);
        if (manager == Manager.WORKING) {
          steps.offer("prepare " + m, with(all, m, Manager.PREPARED));
        }
        if (manager == Manager.PREPARED && mayCommit) {
          steps.offer("commit " + m, with(all, m, Manager.COMMITTED));
        }
        if (open && !all.contains(Manager.COMMITTED)) {
          steps.offer("abort " + m, with(all, m, Manager.ABORTED));
        }
      }
    }

    @Override
    public boolean mayEnd(List<Manager> all) {
      return all.stream().distinct().count() == 1;
    }

    private static List<Manager> with(List<Manager> all, int m, Manager manager) {
      List<Manager> changed = new ArrayList<>(all);
      changed.set(m, manager);
      return List.copyOf(changed);
    }
  }

  @Test
  void transaction_commit_has_34_states() {
    assertCounts(Check.of(new Commit(3)).run().requireAllHold().statistics(), 34, 93, 6);
  }

  private record Hanoi(int discs) implements RecordModel<Hanoi.Pegs, String> {
    record Pegs(List<Integer> a, List<Integer> b, List<Integer> c) {
      List<List<Integer>> all() {
        return List.of(a, b, c);
      }
    }

    @Override
    public List<Pegs> initialStates() {
      List<Integer> tower = new ArrayList<>();
      for (int disc = discs; disc > 0; disc--) {
        tower.add(disc);
      }
      return List.of(new Pegs(List.copyOf(tower), List.of(), List.of()));
    }

    @Override
    public void steps(Pegs pegs, Steps<Pegs, String> steps) {
      for (int from = 0; from < 3; from++) {
        for (int to = 0; to < 3; to++) {
          if (top(pegs.all().get(from)) < top(pegs.all().get(to))) {
            List<List<Integer>> next = new ArrayList<>(pegs.all());
            List<Integer> source = pegs.all().get(from);
            List<Integer> target = new ArrayList<>(pegs.all().get(to));
            target.add(top(source));
            next.set(from, List.copyOf(source.subList(0, source.size() - 1)));
            next.set(to, List.copyOf(target));
            steps.offer(from + " to " + to, new Pegs(next.get(0), next.get(1), next.get(2)));
          }
        }
      }
    }

    private static int top(List<Integer> peg) {
      return peg.isEmpty() ? Integer.MAX_VALUE : peg.get(peg.size() - 1);
    }
  }

  @Test
  void the_towers_of_hanoi_are_moved_in_31_steps() {
    var checked = Check.of(new Hanoi(5)).run(reachable("moved", pegs -> pegs.c().size() == 5));

    assertCounts(checked.requireAllHold().statistics(), 243, 726, 31);
    assertThat(checked.run("moved").length()).isEqualTo(31);
  }

  /** The bench model, as its rules are told. */
  private static final class Close extends FieldModel {
    enum State {
      EST,
      FW1,
      FW2,
      CLOSING,
      TW,
      CW,
      LA,
      CLOSED
    }

    private final Domain<Integer> ends;
    private final Each<Integer, Choice<State>> state;
    private final Each<Integer, Flag> fin;
    private final Each<Integer, Flag> ack;
    private final Each<Integer, Flag> rst;

    Close(int connections) {
      ends = Domain.range(0, 2 * connections - 1);
      state = each("state", ends, name -> choice(name, State.class));
      fin = each("fin", ends, this::flag);
      ack = each("ack", ends, this::flag);
      rst = each("rst", ends, this::flag);
      Domain<Boolean> keeps = Domain.of(List.of(false, true));
      step("close", ends).when(x -> is(x, State.EST)).then(x -> close(x, State.FW1));
      step("close last", ends).when(x -> is(x, State.CW)).then(x -> close(x, State.LA));
      step("send again", ends)
          .when(x ->
              (is(x, State.FW1) || is(x, State.CLOSING) || is(x, State.LA)) && !fin.at(x ^ 1).get())
          .then(x -> fin.at(x ^ 1).set(true));
      step("fin arrives", ends, keeps)
          .when((x, kept) -> fin.at(x).get())
          .then((x, kept) -> {
            fin.at(x).set(kept);
            go(x, State.EST, State.CW, State.FW1, State.CLOSING, State.FW2, State.TW);
            (is(x, State.CLOSED) ? rst : ack).at(x ^ 1).set(true);
          });
      step("ack arrives", ends, keeps)
          .when((x, kept) -> ack.at(x).get())
          .then((x, kept) -> {
            ack.at(x).set(kept);
            go(x, State.FW1, State.FW2, State.CLOSING, State.TW, State.LA, State.CLOSED);
          });
      step("rst arrives", ends, keeps)
          .when((x, kept) -> rst.at(x).get())
          .then((x, kept) -> {
            rst.at(x).set(kept);
            state.at(x).set(State.CLOSED);
          });
      step("lose fin", ends).when(x -> fin.at(x).get()).then(x -> fin.at(x).set(false));
      step("lose ack", ends).when(x -> ack.at(x).get()).then(x -> ack.at(x).set(false));
      step("lose rst", ends).when(x -> rst.at(x).get()).then(x -> rst.at(x).set(false));
      step("expire", ends).when(x -> is(x, State.TW)).then(x -> state.at(x).set(State.CLOSED));
      mayEnd(() -> state.all(one -> one.is(State.CLOSED)));
    }

    private boolean is(int x, State one) {
      return state.at(x).is(one);
    }

    private void close(int x, State next) {
      state.at(x).set(next);
      fin.at(x ^ 1).set(true);
    }

    private void go(int x, State... fromAndTo) {
      State now = state.at(x).get();
      for (int i = 0; i < fromAndTo.length; i += 2) {
        if (now == fromAndTo[i]) {
          state.at(x).set(fromAndTo[i + 1]);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 473, 3522, 9", "2, 223729, 3331812, 18"})
  void close_n_has_the_states_that_spin_counts(
      int connections, int states, int transitions, int depth) {
    var checked = Check.of(() -> new Close(connections)).using(2).run();

    assertCounts(checked.requireAllHold().statistics(), states, transitions, depth);
  }

  /** A pinger and a ponger over a network that loses and repeats; Stateright's. */
  @Test
  void lossy_duplicating_ping_pong_has_14_states() {
    class PingPong extends FieldModel {
      final Counter pinger = counter("pinger", 0, 1);
      final Counter ponger = counter("ponger", 0, 1);
      final Subset<Integer> pings = subset("pings", Domain.range(0, 1));
      final Subset<Integer> pongs = subset("pongs", Domain.range(0, 1));

      PingPong() {
        pings.add(0);
        step("lose ping", pings).then(pings::remove);
        step("lose pong", pongs).then(pongs::remove);
        step("ping", pings).when(n -> n == ponger.get()).then(n -> count(ponger, pongs, n, n));
        step("pong", pongs).when(n -> n == pinger.get()).then(n -> count(pinger, pings, n, n + 1));
        mayEnd(() -> true);
      }

      private void count(Counter counter, Subset<Integer> sent, int n, int answer) {
        if (n == 1) {
          beyond("exchanges");
          return;
        }
        counter.add(1);
        sent.add(answer);
      }
    }
    var checked = Check.of(PingPong::new).within(Limits.none().states(1_000)).run();

    assertThat(checked.statistics().states()).isEqualTo(14);
    assertThat(checked.statistics().transitions()).isEqualTo(24);
  }

  private static void assertCounts(Statistics found, long states, long transitions, int depth) {
    assertThat(List.of(found.states(), found.transitions(), (long) found.depth()))
        .as("states, transitions, depth")
        .containsExactly(states, transitions, (long) depth);
  }
}
