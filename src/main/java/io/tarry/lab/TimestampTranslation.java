package io.tarry.lab;

import io.tarry.wire.TcpOptions.Timestamps;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The timestamps of one end. A clock of the run ticks seldom; a kernel's ticks every millisecond.
 * So the receiver is given the run's, and what it echoes is translated back to what the kernel's
 * clock showed when that timestamp was last sent.
 */
final class TimestampTranslation {

  /** What a clock that shows 0 in the run shows to the receiver; 0 itself has a meaning. */
  private static final int BASE = 1_000_000;

  private static final long NANOS_PER_TICK = 1_000_000;

  /** By how many ticks the kernel's clock may be off: by a jiffy, and by a tick at each end. */
  private static final long OFF = 12;

  private final NavigableMap<Integer, Integer> sent = new TreeMap<>();
  private final NavigableSet<Integer> came = new TreeSet<>();
  private Optional<Sent> last = Optional.empty();
  private int lastEcho = Integer.MIN_VALUE;

  /**
   * When a segment was sent: it was not there yet when somebody last looked, and it was when
   * somebody looked next; by the clock of {@link System#nanoTime}.
   */
  record Between(long since, long at) {}

  private record Sent(int ofRun, int ofKernel, Between when) {}

  /** Notes that a segment with this timestamp of the run arrives. */
  void arrives(int ofRun) {
    came.add(ofRun);
  }

  /** Notes that a connection begins: what it echoes has to do with no earlier one. */
  void begins() {
    lastEcho = Integer.MIN_VALUE;
  }

  /**
   * Notes what the kernel's clock shows as it sends a segment that has this timestamp in the run.
   *
   * @return what is wrong with it; empty if nothing is
   */
  Optional<String> sends(int ofRun, Timestamps stamps, Between when) {
    int ofKernel = (int) stamps.value();
    Optional<String> wrong =
        last.flatMap(before -> wrongValue(before, new Sent(ofRun, ofKernel, when)))
            .or(() -> wrongEcho((int) stamps.echo()));
    sent.put(ofRun, ofKernel);
    last = Optional.of(new Sent(ofRun, ofKernel, when));
    return wrong;
  }

  private static Optional<String> wrongValue(Sent before, Sent now) {
    int passed = now.ofKernel - before.ofKernel;
    int passedInRun = Integer.compare(now.ofRun, before.ofRun);
    if (passedInRun < 0 || passed < 0 || (passedInRun > 0 && passed == 0)) {
      return Optional.of(
          "TSval is %d ms after the last, where it is %s in the run"
              .formatted(
                  passed, passedInRun < 0 ? "older" : passedInRun > 0 ? "newer" : "no older"));
    }
    long least = (now.when.since - before.when.at) / NANOS_PER_TICK - OFF;
    long most = (now.when.at - before.when.since) / NANOS_PER_TICK + OFF;
    return passed < least || passed > most
        ? Optional.of(
            "TSval is %d ms after the last, where %d to %d ms have passed"
                .formatted(passed, Math.max(0, least), most))
        : Optional.empty();
  }

  /** Source: RFC 7323 section 4.3: TS.Recent is echoed, which has come, and never goes back. */
  private Optional<String> wrongEcho(int echo) {
    if (echo == 0) {
      return Optional.empty(); // it echoes nothing
    }
    int ofRun = echo - BASE;
    if (!came.contains(ofRun)) {
      return Optional.of("TSecr is %d, which never came".formatted(ofRun));
    }
    if (ofRun < lastEcho) {
      return Optional.of("TSecr is %d after it was %d".formatted(ofRun, lastEcho));
    }
    lastEcho = ofRun;
    return Optional.empty();
  }

  /** What the receiver is given. */
  static int forReceiver(int ofRun) {
    return BASE + ofRun;
  }

  /** The timestamp that the other end echoes, as the end that sent it counts. */
  int echo(int ofReceiver) {
    if (ofReceiver == 0) {
      return 0; // it echoes nothing
    }
    Map.Entry<Integer, Integer> known = sent.floorEntry(ofReceiver - BASE);
    return known == null ? ofReceiver : known.getValue();
  }
}
