package io.tarry.packetdrill;

import io.tarry.tcp.settings.ReopenFromTimeWait;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.SynReceivedReply;
import io.tarry.tcp.settings.TwRestart;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The world of a script, which packetdrill takes from the kernel: the stack, and how long its
 * timers last. Comments of the form {@code // tarry: key = value} can say it.
 *
 * @param window RCV.WND, in bytes
 * @param rto the first retransmission timeout, in microseconds, from the least to the most
 * @param timeWait how long TIME-WAIT lasts, in microseconds
 * @param finWait2 how long FIN-WAIT-2 lasts where a stack limits it
 * @param retransmissions how many there are before the end gives up
 */
public record PktWorld(
    Stack stack, long window, Range rto, long timeWait, long finWait2, int retransmissions) {

  /** The stacks by their names. */
  public static final Map<String, Stack> STACKS = stacks();

  private static final long SECOND = 1_000_000;
  private static final long USUAL_WINDOW = 65_535;
  private static final int USUAL_RETRANSMISSIONS = 15;

  private static final String STACK = "stack";
  private static final String SWITCHES = "switches";
  private static final String TW_RESTART = "twRestart";
  private static final String REOPEN = "reopenFromTimeWait";
  private static final String REPLY = "synReceivedReply";
  private static final String WINDOW = "window";
  private static final String RTO = "rto";
  private static final String TIME_WAIT = "timeWait";
  private static final String FIN_WAIT_2 = "finWait2";
  private static final String RETRANSMISSIONS = "retransmissions";

  /** A key that has nothing to do with the world: which stacks the script is true of. */
  public static final String AGREES = "agrees";

  /** Times from the one to the other, both possible. */
  public record Range(long least, long most) {}

  /**
   * As hosts are: RTO from 200 ms to 3 s, which scripts choose from, TIME-WAIT and FIN-WAIT-2 of 60
   * s.
   */
  public static PktWorld usual(Stack stack) {
    return new PktWorld(
        stack,
        USUAL_WINDOW,
        new Range(SECOND / 5, 3 * SECOND),
        60 * SECOND,
        60 * SECOND,
        USUAL_RETRANSMISSIONS);
  }

  private static Map<String, Stack> stacks() {
    Map<String, Stack> stacks = new LinkedHashMap<>();
    stacks.put("rfc9293", Stack.RFC9293);
    stacks.put("linux", Stack.LINUX);
    stacks.put("linux-3.13", Stack.LINUX_3_13);
    stacks.put("freebsd", Stack.FREEBSD);
    return Collections.unmodifiableMap(stacks);
  }

  /** Whether the comments of a script name a stack. */
  public static boolean isChosenBy(PktScript script) {
    return script.settings().containsKey(STACK) || script.settings().containsKey(SWITCHES);
  }

  /**
   * The world that the comments of a script describe; where they say nothing, it is as this one.
   *
   * @throws PktException if they say something that is not known
   */
  public PktWorld as(PktScript script) throws PktException {
    PktWorld world = this;
    for (Map.Entry<String, String> each : new TreeMap<>(script.settings()).entrySet()) {
      try {
        world = world.with(each.getKey(), each.getValue());
      } catch (IllegalArgumentException e) {
        throw PktException.wrong(
            script.file(),
            new PktScript.Place(1, 1),
            "the comment '// tarry: %s = %s' is not understood"
                .formatted(each.getKey(), each.getValue()));
      }
    }
    return world;
  }

  private PktWorld with(String key, String value) {
    return switch (key) {
      case AGREES -> this;
      case STACK ->
          on(
              Optional.ofNullable(STACKS.get(value))
                  .orElseThrow(() -> new IllegalArgumentException(value)));
      case SWITCHES ->
          on(
              new Stack(
                  stack.twRestart(),
                  stack.reopenFromTimeWait(),
                  stack.synReceivedReply(),
                  stack.pawsTolerance(),
                  switches(value)));
      case TW_RESTART -> on(stack.with(constant(TwRestart.class, value)));
      case REOPEN -> on(stack.with(constant(ReopenFromTimeWait.class, value)));
      case REPLY -> on(stack.with(constant(SynReceivedReply.class, value)));
      case WINDOW ->
          new PktWorld(stack, Long.parseLong(value), rto, timeWait, finWait2, retransmissions);
      case RTO -> {
        Range exactly = new Range(Long.parseLong(value), Long.parseLong(value));
        yield new PktWorld(stack, window, exactly, timeWait, finWait2, retransmissions);
      }
      case TIME_WAIT ->
          new PktWorld(stack, window, rto, Long.parseLong(value), finWait2, retransmissions);
      case FIN_WAIT_2 -> withFinWait2(Long.parseLong(value));
      case RETRANSMISSIONS ->
          new PktWorld(stack, window, rto, timeWait, finWait2, Integer.parseInt(value));
      default -> throw new IllegalArgumentException(key);
    };
  }

  /** A copy with another stack. */
  public PktWorld on(Stack another) {
    return new PktWorld(another, window, rto, timeWait, finWait2, retransmissions);
  }

  /** A copy whose FIN-WAIT-2 lasts so long. */
  PktWorld withFinWait2(long micros) {
    return new PktWorld(stack, window, rto, timeWait, micros, retransmissions);
  }

  private static <E extends Enum<E>> E constant(Class<E> of, String value) {
    return Enum.valueOf(of, value.toUpperCase(Locale.ROOT));
  }

  private static Set<Switch> switches(String value) {
    Set<String> wanted = new TreeSet<>(Arrays.asList(value.split("\\s+", -1)));
    wanted.remove("");
    Set<Switch> found =
        Arrays.stream(Switch.values())
            .filter(each -> wanted.remove(each.key()))
            .collect(Collectors.toSet());
    if (!wanted.isEmpty()) {
      throw new IllegalArgumentException(wanted.toString());
    }
    return found;
  }

  /** The comments that describe this world, without their slashes. */
  public Map<String, String> comments() {
    Map<String, String> comments = new LinkedHashMap<>();
    comments.put(TW_RESTART, stack.twRestart().name().toLowerCase(Locale.ROOT));
    comments.put(REOPEN, stack.reopenFromTimeWait().name().toLowerCase(Locale.ROOT));
    comments.put(REPLY, stack.synReceivedReply().name().toLowerCase(Locale.ROOT));
    comments.put(
        SWITCHES, stack.switches().stream().map(Switch::key).collect(Collectors.joining(" ")));
    comments.put(WINDOW, String.valueOf(window));
    comments.put(RTO, String.valueOf(rto.least()));
    comments.put(TIME_WAIT, String.valueOf(timeWait));
    comments.put(FIN_WAIT_2, String.valueOf(finWait2));
    comments.put(RETRANSMISSIONS, String.valueOf(retransmissions));
    return comments;
  }
}
