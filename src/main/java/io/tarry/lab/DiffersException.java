package io.tarry.lab;

import java.util.List;

/** A kernel does something else than the run says. */
final class DiffersException extends Exception {

  private static final long serialVersionUID = 1L;
  private final int step;
  private final String host;
  private final transient Outcome.Seen expected;
  private final transient Outcome.Seen seen;

  DiffersException(int step, String host, Outcome.Seen expected, Outcome.Seen seen) {
    super("step %d, %s: %s, not %s".formatted(step, host, seen.say(), expected.say()));
    this.step = step;
    this.host = host;
    this.expected = expected;
    this.seen = seen;
  }

  DiffersException(int step, String host, String expected, String seen) {
    this(step, host, Outcome.Seen.of(expected), Outcome.Seen.of(seen));
  }

  /** What is to be said of that kernel. */
  Outcome.Refuted refuted(String kernel) {
    return new Outcome.Refuted(kernel, step, host, expected, seen, List.of());
  }
}
