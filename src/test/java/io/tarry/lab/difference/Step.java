package io.tarry.lab.difference;

import io.tarry.tcp.world.Segment;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the end under test. Numbers count from those that the end has at that moment, so
 * that a step means the same after other steps were left out.
 */
public sealed interface Step {

  /** What a sequence number counts from. */
  enum Seq {
    RCV_NXT("RCV.NXT"),
    WINDOW_END("RCV.NXT+RCV.WND"),
    FAR_BEFORE("long before RCV.NXT"),
    FAR_BEYOND("far beyond RCV.NXT");

    private final String label;

    Seq(String label) {
      this.label = label;
    }
  }

  /** What an acknowledgment counts from. */
  enum Ack {
    SND_NXT("SND.NXT"),
    SND_UNA("SND.UNA"),
    ISS("ISS"),
    FAR_BEFORE("long before ISS"),
    FAR_BEYOND("far beyond SND.NXT");

    private final String label;

    Ack(String label) {
      this.label = label;
    }
  }

  /**
   * A segment of the peer arrives.
   *
   * @param flags as in {@link Segment}
   * @param seq what SEG.SEQ counts from
   * @param ack what SEG.ACK counts from, if the ACK bit is set
   * @param text how many bytes of text it has
   * @param stamp by how many ticks its timestamp is older than the peer's clock, or {@link
   *     #UNSTAMPED}
   */
  record Arrival(int flags, Seq seq, int seqOffset, Ack ack, int ackOffset, int text, int stamp)
      implements Step {

    public static final int UNSTAMPED = -1;

    /** A segment at RCV.NXT that acknowledges everything. */
    public static Arrival of(int flags) {
      return new Arrival(flags, Seq.RCV_NXT, 0, Ack.SND_NXT, 0, 0, 0);
    }

    public boolean has(int flag) {
      return (flags & flag) != 0;
    }

    public Arrival flags(int others) {
      return new Arrival(others, seq, seqOffset, ack, ackOffset, text, stamp);
    }

    public Arrival seq(Seq from, int offset) {
      return new Arrival(flags, from, offset, ack, ackOffset, text, stamp);
    }

    public Arrival ack(Ack from, int offset) {
      return new Arrival(flags, seq, seqOffset, from, offset, text, stamp);
    }

    public Arrival text(int bytes) {
      return new Arrival(flags, seq, seqOffset, ack, ackOffset, bytes, stamp);
    }

    public Arrival stamp(int age) {
      return new Arrival(flags, seq, seqOffset, ack, ackOffset, text, age);
    }

    @Override
    public String toString() {
      StringBuilder says = new StringBuilder("< ").append(Sent.flags(flags));
      says.append(" seq=").append(seq.label).append(signed(seqOffset));
      if (has(Segment.ACK)) {
        says.append(" ack=").append(ack.label).append(signed(ackOffset));
      }
      says.append(text > 0 ? " len=" + text : "");
      return says.append(stamp == UNSTAMPED ? " unstamped" : stamp > 0 ? " older by " + stamp : "")
          .toString();
    }

    private static String signed(int offset) {
      return offset == 0 ? "" : offset > 0 ? "+" + offset : String.valueOf(offset);
    }
  }

  /** The application makes a call. */
  record Call(Kind kind, int bytes) implements Step {

    public static Call of(Kind kind) {
      return new Call(kind, 0);
    }

    @Override
    public String toString() {
      return kind.label + (bytes > 0 ? "(" + bytes + ")" : "()");
    }
  }

  /** What is called. */
  enum Kind {
    SEND("send"),
    RECEIVE("recv"),
    SHUTDOWN("shutdown"),
    CLOSE("close"),
    /** close() with {@code SO_LINGER} of 0 seconds. */
    ABORT("abort"),
    SO_ERROR("getsockopt SO_ERROR"),
    /** close() of the listener. */
    STOP_LISTENING("close listener");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  /** The peer's timestamp clock ticks. */
  record Tick() implements Step {
    private static final String SAYS = "the peer's clock ticks";

    @Override
    public String toString() {
      return SAYS;
    }
  }

  /** The step that says this of itself. */
  static Step parse(String text) {
    if (text.equals(Tick.SAYS)) {
      return new Tick();
    }
    Matcher call = Pattern.compile("(.*)\\((\\d*)\\)").matcher(text);
    if (call.matches()) {
      return new Call(
          find(Kind.values(), each -> each.label, call.group(1)), number(call.group(2)));
    }
    Matcher arrival = ARRIVAL.matcher(text);
    if (!arrival.matches()) {
      throw new IllegalArgumentException("no step: " + text);
    }
    boolean acknowledges = arrival.group("ack") != null;
    return new Arrival(
        Sent.flags(arrival.group("flags")),
        find(Seq.values(), each -> each.label, arrival.group("seq")),
        number(arrival.group("seqOffset")),
        acknowledges ? find(Ack.values(), each -> each.label, arrival.group("ack")) : Ack.SND_NXT,
        number(arrival.group("ackOffset")),
        number(arrival.group("text")),
        arrival.group("unstamped") != null ? Arrival.UNSTAMPED : number(arrival.group("older")));
  }

  /** What an {@link Arrival} says of itself. */
  Pattern ARRIVAL =
      Pattern.compile(
          "< (?<flags>no flags|\\S+) seq=(?<seq>[^=+-]*?RCV\\.NXT(\\+RCV\\.WND)?)"
              + "(?<seqOffset>[+-]\\d+)?( ack=(?<ack>[^=+-]*?(SND\\.NXT|SND\\.UNA|ISS))"
              + "(?<ackOffset>[+-]\\d+)?)?( len=(?<text>\\d+))?"
              + "( (?<unstamped>unstamped)| older by (?<older>\\d+))?");

  private static int number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  private static <E> E find(E[] all, Function<E, String> label, String wanted) {
    return Arrays.stream(all)
        .filter(each -> label.apply(each).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown: " + wanted));
  }
}
