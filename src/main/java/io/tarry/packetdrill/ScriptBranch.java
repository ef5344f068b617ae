package io.tarry.packetdrill;

import io.tarry.packetdrill.PktScript.Segment;
import io.tarry.tcp.LoneEnd;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** One way in which the script can have gone so far: the end, what it has sent, and its sockets. */
final class ScriptBranch {

  /** What a descriptor stands for. */
  enum Descriptor {
    SOCKET,
    LISTENER,
    CONNECTION
  }

  /**
   * A segment that the end has sent and the script has not mentioned yet.
   *
   * @param delayable whether it only acknowledges text, so that a host may wait a while, and send
   *     none if another ACK follows
   */
  record Sent(io.tarry.tcp.world.Segment segment, long at, boolean delayable) {}

  final LoneEnd end;
  final Deque<Sent> sent = new ArrayDeque<>();
  final Map<Integer, Descriptor> descriptors = new HashMap<>();

  /** How many bytes the application has written and read, as the script counts them. */
  long written;

  long read;

  /** Whether close() resets the connection. */
  boolean linger;

  ScriptBranch(LoneEnd end) {
    this.end = end;
  }

  /** Another one that has come to the same point. */
  ScriptBranch copy() {
    ScriptBranch copy = new ScriptBranch(end.copy());
    copy.sent.addAll(sent);
    copy.descriptors.putAll(descriptors);
    copy.written = written;
    copy.read = read;
    copy.linger = linger;
    return copy;
  }

  /** Notes what a step has sent. */
  void follow(Step step) {
    for (int i = 0; i < step.sentCount(); i++) {
      io.tarry.tcp.world.Segment segment = step.sent(i);
      boolean bare = segment.length() == 0 && !segment.rst();
      sent.add(new Sent(segment, end.now(), bare && step.applied(Rule.TEXT_IN_ORDER)));
    }
  }

  /** Whether that is the segment of the script, in the script's numbers. */
  static boolean is(io.tarry.tcp.world.Segment segment, Segment said, ScriptNumbers numbers) {
    boolean sameFlags =
        segment.syn() == said.has('S')
            && segment.fin() == said.has('F')
            && segment.rst() == said.has('R')
            && segment.hasAck() == said.has('.');
    boolean ofNothing = segment.rst() && segment.hasAck() && segment.seq() == 0;
    boolean sameSeq = segment.seq() == numbers.own(said.seq()) || (ofNothing && said.seq() == 0);
    int length = numbers.own(said.seq() + said.length()) - numbers.own(said.seq());
    return sameFlags
        && sameSeq
        && segment.textLength() == length
        && (!segment.hasAck() || segment.ack() == numbers.peers(said.ack().orElseThrow()));
  }

  /** The segment in the script's numbers, as far as it has such. */
  static String say(io.tarry.tcp.world.Segment segment, ScriptNumbers numbers) {
    String flags =
        (segment.syn() ? "S" : "")
            + (segment.fin() ? "F" : "")
            + (segment.rst() ? "R" : "")
            + (segment.hasAck() ? "." : "");
    boolean ofNothing = segment.rst() && segment.hasAck() && segment.seq() == 0;
    OptionalLong from = ofNothing ? OptionalLong.of(0) : numbers.ownOf(segment.seq());
    OptionalLong to = ofNothing ? from : numbers.ownOf(segment.seq() + segment.textLength());
    String length =
        from.isPresent() && to.isPresent()
            ? String.valueOf(to.getAsLong() - from.getAsLong())
            : "?";
    return "%s %s:%s(%s)%s"
        .formatted(
            flags,
            say(from),
            say(to),
            length,
            segment.hasAck() ? " ack " + say(numbers.peersOf(segment.ack())) : "");
  }

  private static String say(OptionalLong number) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : "?";
  }
}
