package io.tarry.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a search failed: a shortest run to the state whose steps the model or a property was asked
 * about. It is suppressed by the exception that was thrown there, which keeps its type.
 */
public final class FailureTrace extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Trace run;
  private final int action;

  FailureTrace(Trace run, int action) {
    super(text(run, action), null, false, false);
    this.run = run;
    this.action = action;
  }

  /** What is known of where this exception was thrown; nothing where no run led there. */
  public static Optional<FailureTrace> of(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(FailureTrace.class::isInstance)
        .map(FailureTrace.class::cast)
        .findFirst();
  }

  /** The run to the state. */
  public Trace run() {
    return run;
  }

  /** The step that was offered last; {@link Model#INITIAL} if there was none. */
  public int action() {
    return action;
  }

  private static String text(Trace run, int action) {
    StringBuilder text = new StringBuilder("in the last state of this run");
    if (action != Model.INITIAL) {
      text.append(", by its action ").append(action);
    }
    text.append(":\n   start ").append(words(run.states().get(0))).append('\n');
    for (int i = 0; i < run.length(); i++) {
      text.append(i + 1)
          .append("  action ")
          .append(run.actions().get(i))
          .append(": ")
          .append(words(run.states().get(i + 1)))
          .append('\n');
    }
    return text.toString();
  }

  private static String words(long[] state) {
    return Arrays.stream(state)
        .mapToObj(word -> "0x" + Long.toHexString(word))
        .collect(Collectors.joining(" "));
  }
}
