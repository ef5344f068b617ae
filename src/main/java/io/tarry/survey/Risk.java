package io.tarry.survey;

import io.tarry.engine.Verdict;
import io.tarry.survey.Question.CellResult;
import io.tarry.tcp.settings.Tick;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a length of TIME_WAIT outlasts, decided by searches of small worlds in real time.
 *
 * @param timeWaitMillis how long TIME_WAIT lasts
 * @param rtoMillis the first retransmission timeout, which doubles
 * @param mslMillis how long a segment lives at most
 */
public record Risk(long timeWaitMillis, long rtoMillis, long mslMillis, CellChecks cells) {

  /** A FIN is sent again seven times at most in these worlds, so that there are no more losses. */
  public static final int LOSSES_MAX = 7;

  static final String LAST_ACK = "fin-from-last-ack-never-answered-by-rst";
  static final String OLD_BYTES = "octets-of-this-incarnation";

  /** How many local ports Linux has for connect(): 32768 to 60999. */
  public static final int LINUX_PORTS = 60_999 - 32_768 + 1;

  /** How much longer than TIME_WAIT a packet lives that lives longer. */
  private static final long JUST_LONGER_MILLIS = 1;

  /** Twice this, and a little, is the longest timeout that a scenario may have. */
  private static final long TIME_MAX_MILLIS = 240_000;

  /**
   * Checks that the times make sense together.
   *
   * @throws QuestionException if they do not
   */
  public static Risk of(long timeWaitMillis, long rtoMillis, long mslMillis, CellChecks cells)
      throws QuestionException {
    if (mslMillis == 0 || rtoMillis == 0) {
      throw new QuestionException("--msl and --rto are longer than nothing");
    }
    if (Math.max(timeWaitMillis, Math.max(rtoMillis, mslMillis)) > TIME_MAX_MILLIS) {
      throw new QuestionException("times of more than 4 minutes cannot be searched");
    }
    return new Risk(timeWaitMillis, rtoMillis, mslMillis, cells);
  }

  /**
   * How many losses in a row of the last ACK, or of the FIN that is sent again, are survived.
   *
   * @param survived the search with the most losses of which it holds; none if it fails without any
   * @param broken the search with one loss more, if there is one
   */
  public record LastAck(Optional<CellResult> survived, Optional<CellResult> broken) {

    /** How many losses are survived; -1 if it fails without any. */
    public int losses() {
      return survived.map(one -> lossesOf(one)).orElse(-1);
    }

    /** What a limit left open, if it did. */
    public Optional<CellResult> undecided() {
      return broken.filter(one -> one.property().verdict() == Verdict.UNDECIDED);
    }

    private static int lossesOf(CellResult cell) {
      return Integer.parseInt(cell.cell().settings().getOrDefault("network.lose", "-1"));
    }
  }

  /**
   * Searches where it breaks.
   *
   * <p>The world begins where the first FIN is acknowledged, which loses nothing: what breaks here
   * breaks after those steps in a whole close as well. And what breaks a whole close breaks here:
   * all that the first FIN's copies and their ACKs can do is restart TIME_WAIT, so without them it
   * ends no later, and each FIN of the other end still comes at its moment. (Where an end gives up
   * in FIN_WAIT_1, it never was in TIME_WAIT; that is another question.)
   *
   * <p>A network that may lose this many need not, so what holds with a number of losses holds with
   * fewer, and what breaks breaks with more.
   */
  public LastAck lastAck() throws QuestionException {
    Question question = question("last-ack.yaml", LAST_ACK, mslMillis, rtoMillis);
    int guess = 0;
    while (guess < LOSSES_MAX
        && mslMillis + rtoMillis * ((1L << (guess + 1)) - 1) <= timeWaitMillis) {
      guess++;
    }
    Optional<CellResult> survived = Optional.empty();
    Optional<CellResult> broken = Optional.empty();
    int losses = guess;
    while (losses >= 0 && losses <= LOSSES_MAX && (survived.isEmpty() || broken.isEmpty())) {
      List<CellResult> found =
          cells.check(
              List.of(question.cell(Map.of("network.lose", Integer.toString(losses)))), cell -> {});
      if (found.isEmpty()) {
        break;
      }
      Verdict verdict = found.get(0).property().verdict();
      if (verdict == Verdict.HOLDS || verdict == Verdict.VACUOUS) {
        survived = found.stream().findFirst();
        losses++;
      } else {
        broken = found.stream().findFirst();
        losses--;
      }
    }
    return new LastAck(survived, broken);
  }

  /**
   * Whether a late copy of a byte gets into the next connection.
   *
   * @param asTold where packets live as long as was told
   * @param longer where they live a millisecond longer than TIME_WAIT
   */
  public record OldBytes(CellResult asTold, CellResult longer) {

    /** Whether no limit left either open. */
    public boolean isDecided() {
      return asTold.property().verdict() != Verdict.UNDECIDED
          && longer.property().verdict() != Verdict.UNDECIDED;
    }
  }

  /** Searches that; nothing if it was cancelled. */
  public Optional<OldBytes> oldBytes() throws QuestionException {
    long longer = timeWaitMillis + JUST_LONGER_MILLIS;
    List<CellResult> found =
        cells.check(List.of(oldBytes(mslMillis), oldBytes(longer)), cell -> {});
    return found.size() < 2
        ? Optional.empty()
        : Optional.of(new OldBytes(found.get(0), found.get(1)));
  }

  private Question.Cell oldBytes(long msl) throws QuestionException {
    return oldBytes(timeWaitMillis, msl);
  }

  /** A world in which time alone keeps a copy of an old byte out. */
  static Question.Cell oldBytes(long timeWait, long msl) throws QuestionException {
    long rto = 2 * msl + JUST_LONGER_MILLIS;
    return question("old-copy.yaml", OLD_BYTES, msl, rto, timeWait)
        .cell(Map.of("time.msl", millis(msl)));
  }

  private Question question(String name, String property, long msl, long rto) {
    return question(name, property, msl, rto, timeWaitMillis);
  }

  /** One of the worlds of real time, with these times in milliseconds. */
  static Question question(String name, String property, long msl, long rto, long timeWait) {
    return ShippedWorlds.world(
        name,
        property,
        Map.of("MSL", millis(msl), "RTO", millis(rto), "TIME_WAIT", millis(timeWait)));
  }

  /** A time as a scenario file writes it. */
  static String millis(long millis) {
    return millis + " ms";
  }

  /** For how many connections a second this many ports last; arithmetic, no search. */
  public static double portsASecond(int ports, long timeWaitMillis) {
    return ports * 1000.0 / timeWaitMillis;
  }

  /**
   * For how many connections a second to one server address and port the local ports last; this is
   * arithmetic.
   *
   * @param heldMillis for how long a connection takes its port, more than 0
   * @param reused whether that is less than TIME_WAIT, by {@code tcp_tw_reuse}
   * @param wanted how many a second are wanted, if somebody said
   */
  public record Ports(int ports, long heldMillis, boolean reused, Optional<Integer> wanted) {

    /** How many there may be. */
    public double aSecond() {
      return portsASecond(ports, heldMillis);
    }

    /** Whether that is what is wanted; nothing if nobody said. */
    public Optional<Boolean> isEnough() {
      return wanted.map(rate -> rate <= aSecond());
    }
  }

  /**
   * Works that out; nothing where there is no TIME_WAIT.
   *
   * @param reuseDelay after how many milliseconds a port may be taken out of TIME_WAIT, if it may
   */
  public Optional<Ports> ports(int ports, Optional<Long> reuseDelay, Optional<Integer> wanted) {
    boolean reused = reuseDelay.filter(delay -> delay < timeWaitMillis).isPresent();
    long held = reused ? reuseDelay.get() : timeWaitMillis;
    return held == 0 ? Optional.empty() : Optional.of(new Ports(ports, held, reused, wanted));
  }

  /** A time, for people. */
  public static String said(long millis) {
    return new Tick(1_000).say(millis);
  }
}
