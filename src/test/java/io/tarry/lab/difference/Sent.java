package io.tarry.lab.difference;

import static io.tarry.tcp.world.Segment.ACK;
import static io.tarry.tcp.world.Segment.FIN;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A segment that the end under test has sent, with the numbers of the model.
 *
 * @param flags as in {@link io.tarry.tcp.world.Segment}
 * @param ack SEG.ACK; 0 without the ACK bit
 * @param text how many bytes of text it has
 * @param stamp its timestamps: which of the peer's it echoes, by how many ticks that is older than
 *     the peer's clock; {@link #NOTHING} if it echoes none, {@link #UNSTAMPED} if it has none
 */
public record Sent(int flags, int seq, int ack, int text, int stamp) {

  public static final int UNSTAMPED = -1;
  public static final int NOTHING = -2;

  private static final List<String> FLAGS = List.of("SYN", "ACK", "FIN", "RST");
  private static final String NO_FLAGS = "no flags";

  /** SYN, FIN, RST and ACK, as far as they are set. */
  static String flags(int flags) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < FLAGS.size(); i++) {
      if ((flags & 1 << i) != 0) {
        names.add(FLAGS.get(i));
      }
    }
    return names.isEmpty() ? NO_FLAGS : String.join(",", names);
  }

  /** The flags that are said like that. */
  static int flags(String said) {
    int flags = 0;
    for (String name : said.equals(NO_FLAGS) ? List.<String>of() : List.of(said.split(",", -1))) {
      flags |= 1 << FLAGS.indexOf(name);
    }
    return flags;
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** The number after its last one. */
  public int end() {
    return seq + text + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
  }

  /** Whether it is what another one was, sent once more. */
  public boolean repeats(Sent other) {
    return flags == other.flags && seq == other.seq && text == other.text;
  }

  /**
   * The same segments as far as they are compared: where text and FIN are cut into segments is left
   * to a stack, and so is an ACK of its own beside a segment that acknowledges as much.
   */
  public static List<Sent> compared(List<Sent> sent) {
    List<Sent> joined = new ArrayList<>();
    for (Sent next : sent) {
      Sent last = joined.isEmpty() ? next : joined.get(joined.size() - 1);
      if (!joined.isEmpty() && last.goesOnIn(next)) {
        joined.set(
            joined.size() - 1,
            new Sent(
                last.flags | next.flags, last.seq, last.ack, last.text + next.text, last.stamp));
      } else {
        joined.add(next);
      }
    }
    return joined.stream()
        .filter(one -> joined.stream().noneMatch(other -> other.saysAllOf(one)))
        .toList();
  }

  private boolean goesOnIn(Sent next) {
    boolean plain = !has(SYN) && !has(RST) && !next.has(SYN) && !next.has(RST);
    return plain
        && text > 0
        && !has(FIN)
        && next.end() > next.seq
        && next.seq == end()
        && next.ack == ack;
  }

  private boolean saysAllOf(Sent other) {
    boolean otherIsBare = other.flags == ACK && other.text == 0;
    boolean beside = seq == other.seq || end() == other.seq;
    return otherIsBare && !has(RST) && has(ACK) && end() > seq && beside && ack == other.ack;
  }

  /** The segment, its numbers told by what they meant to the end before the step. */
  String say(View before) {
    return flags(flags)
        + " seq="
        + before.sayOwn(seq)
        + (has(ACK) ? " ack=" + before.sayPeers(ack) : "")
        + (text > 0 ? " len=" + text : "")
        + sayStamp();
  }

  private String sayStamp() {
    return switch (stamp) {
      case UNSTAMPED -> "";
      case NOTHING -> " TSecr=0";
      default -> " TSecr=clock-" + stamp;
    };
  }

  static String say(List<Sent> sent, View before) {
    return sent.isEmpty()
        ? "nothing"
        : String.join(
            "; ", sent.stream().map(each -> each.say(before)).map(Objects::toString).toList());
  }
}
