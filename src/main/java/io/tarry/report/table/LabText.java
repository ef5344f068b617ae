package io.tarry.report.table;

import io.tarry.lab.Outcome;
import io.tarry.lab.PlayedRun;
import io.tarry.scenario.Printable;
import java.util.List;

/** What a kernel did with the runs that were played to it, as text for a terminal. */
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
  public static String of(List<PlayedRun> playedRuns, TerminalColours paint) {
    LabText made = new LabText(paint);
    String file = "";
    String caseName = "";
    for (PlayedRun played : playedRuns) {
      if (!played.result().scenario().file().equals(file)) {
        file = played.result().scenario().file();
        caseName = "";
        made.line(paint.bold(Printable.of(file + ": " + played.result().scenario().title())));
      }
      if (!played.result().caseName().equals(caseName)) {
        caseName = played.result().caseName();
        made.wrapped("  ", caseName);
      }
      made.played(played);
    }
    made.line("");
    made.line(summary(playedRuns));
    return made.text.toString();
  }

  private void played(PlayedRun played) {
    String property = Printable.of(played.property().claim().id());
    Outcome outcome = played.outcome();
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

  private static String summary(List<PlayedRun> playedRuns) {
    return "%d %s: %d confirmed, %d refuted, %d cannot be played"
        .formatted(
            playedRuns.size(),
            playedRuns.size() == 1 ? "run" : "runs",
            count(playedRuns, Outcome.Confirmed.class),
            count(playedRuns, Outcome.Refuted.class),
            count(playedRuns, Outcome.Unplayable.class));
  }

  private static long count(List<PlayedRun> playedRuns, Class<? extends Outcome> kind) {
    return playedRuns.stream().map(PlayedRun::outcome).filter(kind::isInstance).count();
  }
}
