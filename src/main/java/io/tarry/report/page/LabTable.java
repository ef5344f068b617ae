package io.tarry.report.page;

import io.tarry.engine.Verdict;
import io.tarry.lab.Outcome;
import io.tarry.lab.Trial;
import io.tarry.report.words.Stamp;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What a kernel said to each counterexample, as a page in Markdown. */
public final class LabTable {

  private LabTable() {}

  /** The page; of the trials, those of counterexamples are shown. */
  public static String of(List<Trial> trials) {
    List<Trial> shown =
        trials.stream().filter(one -> one.property().verdict() == Verdict.VIOLATED).toList();
    StringBuilder page = new StringBuilder();
    page.append("# The real kernel\n\n");
    page.append(introduction(shown));
    String file = "";
    for (Trial trial : shown) {
      if (!trial.result().scenario().file().equals(file)) {
        file = trial.result().scenario().file();
        page.append("\n## ").append(Markdown.text(trial.result().scenario().title()));
        page.append("\n\n| case | property | on the kernel |\n| --- | --- | --- |\n");
      }
      page.append(
          "| %s | `%s` | %s |\n"
              .formatted(
                  Markdown.text(trial.result().caseName()),
                  trial.property().claim().id(),
                  said(trial)));
    }
    return page.toString();
  }

  private static String introduction(List<Trial> shown) {
    TreeSet<String> kernels = new TreeSet<>();
    for (Trial trial : shown) {
      if (trial.outcome() instanceof Outcome.Confirmed confirmed) {
        kernels.add(confirmed.kernel());
      } else if (trial.outcome() instanceof Outcome.Refuted refuted) {
        kernels.add(refuted.kernel());
      }
    }
    return """
    Every verdict is about a model. So each counterexample of the lessons was played on Linux %s by `tarry lab`: two hosts with
    sockets of their own, and Tarry as the network between them, which loses, holds back and delivers segments as the run
    says. Compared are the segments (flags, relative SEQ and ACK, length, whether there is a timestamp), the states of both
    ends, what the user is told and can read, and that nothing else is sent. Of %d runs, the kernel did %d as they are; %d
    it refuted, all of them of a stack that reads the RFC otherwise than Linux; and %d cannot be played.

    This page is written by `./tarry lab models --table src/site/markdown/real-kernel.md`, from what is in `reports`.
    """
        .formatted(
            String.join(" and ", kernels),
            shown.size(),
            count(shown, Outcome.Confirmed.class),
            count(shown, Outcome.Refuted.class),
            count(shown, Outcome.Unplayable.class));
  }

  private static long count(List<Trial> trials, Class<? extends Outcome> kind) {
    return trials.stream().map(Trial::outcome).filter(kind::isInstance).count();
  }

  private static String said(Trial trial) {
    Stamp stamp = Stamp.of(trial.outcome());
    if (trial.outcome() instanceof Outcome.Confirmed) {
      return "confirmed";
    }
    String comment = trial.result().comment();
    String lesson =
        trial.outcome() instanceof Outcome.Refuted && !comment.isBlank()
            ? " The lesson says: \u201c" + comment.strip() + "\u201d"
            : "";
    return "**"
        + stamp.word().toLowerCase(Locale.ROOT)
        + "**: "
        + Markdown.text(stamp.whole() + lesson);
  }
}
