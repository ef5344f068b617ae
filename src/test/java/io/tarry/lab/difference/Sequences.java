package io.tarry.lab.difference;

import static io.tarry.tcp.world.Segment.ACK;
import static io.tarry.tcp.world.Segment.FIN;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;

import io.tarry.lab.difference.Step.Ack;
import io.tarry.lab.difference.Step.Arrival;
import io.tarry.lab.difference.Step.Call;
import io.tarry.lab.difference.Step.Kind;
import io.tarry.lab.difference.Step.Seq;
import io.tarry.tcp.settings.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random sequences: first, as a rule, the straight way to some state; then what a correct peer
 * could send, old duplicates, junk, and calls, mixed.
 */
public final class Sequences {

  private static final int STEPS_MAX = 8;
  private static final int OFFSET_MAX = 3;
  private static final int STAMP_MAX = 3;
  private static final int TEXT_MAX = 3;

  private static final List<Kind> CALLS =
      List.of(
          Kind.SEND,
          Kind.SEND,
          Kind.RECEIVE,
          Kind.RECEIVE,
          Kind.SHUTDOWN,
          Kind.CLOSE,
          Kind.CLOSE,
          Kind.ABORT,
          Kind.SO_ERROR,
          Kind.SO_ERROR,
          Kind.STOP_LISTENING);

  private static final Arrival FIN_OF_PEER = Arrival.of(FIN | ACK);
  private static final Arrival ACK_OF_ALL = Arrival.of(ACK);
  private static final Arrival CROSSING_FIN = FIN_OF_PEER.ack(Ack.SND_UNA, 0);

  /** From ESTABLISHED: the ways to the states that follow. */
  private static final List<List<Step>> WAYS =
      List.of(
          List.of(),
          List.of(FIN_OF_PEER), // CLOSE-WAIT
          List.of(FIN_OF_PEER, Call.of(Kind.CLOSE)), // LAST-ACK
          List.of(FIN_OF_PEER, Call.of(Kind.SHUTDOWN)),
          List.of(Call.of(Kind.CLOSE)), // FIN-WAIT-1
          List.of(Call.of(Kind.SHUTDOWN)),
          List.of(Call.of(Kind.CLOSE), ACK_OF_ALL), // FIN-WAIT-2
          List.of(Call.of(Kind.SHUTDOWN), ACK_OF_ALL),
          List.of(Call.of(Kind.CLOSE), CROSSING_FIN), // CLOSING
          List.of(Call.of(Kind.SHUTDOWN), CROSSING_FIN),
          List.of(Call.of(Kind.CLOSE), ACK_OF_ALL, FIN_OF_PEER), // TIME-WAIT
          List.of(Call.of(Kind.SHUTDOWN), FIN_OF_PEER),
          List.of(Call.of(Kind.CLOSE), CROSSING_FIN, ACK_OF_ALL));

  private final Random random;

  /** Those of that seed, the same each time. */
  public Sequences(long seed) {
    random = new Random(seed);
  }

  /** The next one. */
  public Sequence next() {
    Side side = chance(60) ? Side.SERVER : Side.CLIENT;
    Setting setting = new Setting(side, chance(40), chance(20));
    List<Step> steps = new ArrayList<>();
    if (chance(85)) {
      opening(side, steps);
      if (chance(80)) {
        steps.addAll(WAYS.get(random.nextInt(WAYS.size())));
      }
    }
    int more = 1 + random.nextInt(STEPS_MAX);
    for (int i = 0; i < more; i++) {
      steps.add(step(setting));
    }
    return new Sequence(setting, steps);
  }

  private void opening(Side side, List<Step> steps) {
    if (side == Side.CLIENT && chance(80)) {
      steps.add(Arrival.of(SYN | ACK));
      return;
    }
    steps.add(Arrival.of(SYN)); // at a client, both open at once
    if (chance(90)) {
      steps.add(ACK_OF_ALL);
    }
  }

  private Step step(Setting setting) {
    if (setting.timestamps() && chance(10)) {
      return new Step.Tick();
    }
    if (chance(25)) {
      Kind kind = CALLS.get(random.nextInt(CALLS.size()));
      boolean counts = kind == Kind.SEND || kind == Kind.RECEIVE;
      return new Call(kind, counts ? 1 + random.nextInt(TEXT_MAX) : 0);
    }
    Arrival arrival = chance(45) ? proper() : chance(50) ? duplicate() : junk();
    return stamped(arrival, setting);
  }

  /** What a correct peer could send next. */
  private Arrival proper() {
    int flags = oneOf(ACK, ACK, FIN | ACK, FIN | ACK, RST | ACK, RST, SYN, SYN | ACK);
    int text = flags == ACK && chance(50) || flags == (FIN | ACK) && chance(15) ? text() : 0;
    Arrival arrival = Arrival.of(flags).text(text);
    return chance(80) ? arrival : arrival.ack(Ack.SND_UNA, 0);
  }

  /** What it may have sent before, and what comes before its time. */
  private Arrival duplicate() {
    int flags = oneOf(ACK, ACK, FIN | ACK, FIN | ACK, RST | ACK, RST, SYN, SYN | ACK);
    int text = flags == ACK && chance(50) ? text() : 0;
    return Arrival.of(flags)
        .text(text)
        .seq(Seq.RCV_NXT, offset())
        .ack(chance(50) ? Ack.SND_NXT : Ack.SND_UNA, chance(50) ? 0 : -random.nextInt(OFFSET_MAX));
  }

  private Arrival junk() {
    int flags = random.nextInt(16);
    boolean plain = (flags & (SYN | RST)) == 0;
    return Arrival.of(flags)
        .text(plain && chance(30) ? text() : 0)
        .seq(any(Seq.values()), offset())
        .ack(any(Ack.values()), offset());
  }

  private Arrival stamped(Arrival arrival, Setting setting) {
    if (!setting.timestamps()) {
      return arrival;
    }
    if (arrival.has(RST)) {
      return arrival.stamp(Arrival.UNSTAMPED); // as in the model
    }
    return chance(10)
        ? arrival.stamp(Arrival.UNSTAMPED)
        : chance(30) ? arrival.stamp(random.nextInt(STAMP_MAX + 1)) : arrival;
  }

  private int offset() {
    return chance(30) ? 0 : random.nextInt(2 * OFFSET_MAX + 1) - OFFSET_MAX;
  }

  private int text() {
    return 1 + random.nextInt(TEXT_MAX);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private int oneOf(int... values) {
    return values[random.nextInt(values.length)];
  }

  private <E> E any(E[] values) {
    return values[random.nextInt(values.length)];
  }
}
