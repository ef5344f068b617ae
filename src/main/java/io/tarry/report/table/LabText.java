package io.tarry.report.table;

import io.tarry.lab.Outcome;
import io.tarry.lab.PlayedRun;
import io.tarry.scenario.Printable;
import java.util.List;

/** How it went to play runs on a kernel, as text for a terminal. */
public final class LabText {

  private static final int WIDTH = 100;
  private static final String IN = "    ";
  private static final String FURTHER_IN = "        ";

  private final StringBuilder text = new StringBuilder();
  private final TerminalColours paint;

  private LabText(TerminalColours paint) {
    this.paint = paint;
  }

  /** All of them, and how many there are of each kind. */
  public static String of(List<PlayedRun> trials, TerminalColours paint) {
    LabText made = new LabText(paint);
    String file = "";
    String caseName = "";
    for (PlayedRun trial : trials) {
      if (!trial.result().scenario().file().equals(file)) {
        file = trial.result().scenario().file();
        caseName = "";
        made.line(paint.bold(Printable.of(file + ": " + trial.result().scenario().title())));
      }
      if (!trial.result().caseName().equals(caseName)) {
        caseName = trial.result().caseName();
        made.wrapped("  ", caseName);
      }
      made.trial(trial);
    }
    made.line("");
    made.line(summary(trials));
    return made.text.toString();
  }

  private void trial(PlayedRun trial) {
    String property = Printable.of(trial.property().claim().id());
    Outcome outcome = trial.outcome();
    if (outcome instanceof Outcome.Confirmed confirmed) {
      line(IN + paint.good("confirmed on " + confirmed.kernel()) + "  " + property);
      if (confirmed.aside() > 0) {
        wrapped(
            FURTHER_IN,
            "The kernel sent %d segments again where the run does not, and they were put aside."
                .formatted(confirmed.aside()));
      }
    } else if (outcome instanceof Outcome.Refuted refuted) {
      line(
          IN
              + paint.bad("refuted on " + refuted.kernel() + " at step " + refuted.step())
              + "  "
              + property);
      wrapped(FURTHER_IN, "the run, at the " + refuted.host() + ": " + refuted.expected().say());
      wrapped(FURTHER_IN, "the kernel: " + refuted.seen().say());
      if (!refuted.readings().isEmpty()) {
        wrapped(
            FURTHER_IN,
            "Linux differs from the run's stack in " + String.join(", ", refuted.readings()) + ".");
      }
    } else if (outcome instanceof Outcome.Unplayable unplayable) {
      line(IN + "cannot be played  " + property);
      wrapped(FURTHER_IN, unplayable.why());
    } else {
      line(IN + "interrupted  " + property);
    }
  }

  private void wrapped(String indent, String words) {
    TextColumns.wrap(words, WIDTH - indent.length()).forEach(line -> line(indent + line));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String summary(List<PlayedRun> trials) {
    return "%d %s: %d confirmed, %d refuted, %d cannot be played"
        .formatted(
            trials.size(),
            trials.size() == 1 ? "run" : "runs",
            count(trials, Outcome.Confirmed.class),
            count(trials, Outcome.Refuted.class),
            count(trials, Outcome.Unplayable.class));
  }

  private static long count(List<PlayedRun> trials, Class<? extends Outcome> kind) {
    return trials.stream().map(PlayedRun::outcome).filter(kind::isInstance).count();
  }
}
