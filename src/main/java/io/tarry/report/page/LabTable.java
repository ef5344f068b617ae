package io.tarry.report.page;

import io.tarry.engine.Verdict;
import io.tarry.lab.Outcome;
import io.tarry.lab.PlayedRun;
import io.tarry.tcp.settings.Switch;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a kernel said to each counterexample, as a page in Markdown. */
public final class LabTable {

  private LabTable() {}

  /** The page; of the played runs, those of counterexamples are shown. */
  public static String of(List<PlayedRun> playedRuns) {
    List<PlayedRun> shown =
        playedRuns.stream().filter(one -> one.property().verdict() == Verdict.VIOLATED).toList();
    StringBuilder page = new StringBuilder();
    page.append("# The real kernel\n\n");
    page.append(introduction(shown));
    String file = "";
    for (PlayedRun played : shown) {
      if (!played.result().scenario().file().equals(file)) {
        file = played.result().scenario().file();
        page.append("\n## ").append(Markdown.text(played.result().scenario().title()));
        page.append("\n\n| case | property | on the kernel |\n| --- | --- | --- |\n");
      }
      page.append(
          "| %s | `%s` | %s |\n"
              .formatted(
                  Markdown.text(played.result().caseName()),
                  played.property().claim().id(),
                  said(played)));
    }
    return page.toString();
  }

  private static String introduction(List<PlayedRun> shown) {
    TreeSet<String> kernels = new TreeSet<>();
    for (PlayedRun played : shown) {
      if (played.outcome() instanceof Outcome.Confirmed confirmed) {
        kernels.add(confirmed.kernel());
      } else if (played.outcome() instanceof Outcome.Refuted refuted) {
        kernels.add(refuted.kernel());
      }
    }
    return """
    Every verdict is about a model. So the counterexamples of the lessons were played on Linux %s by `tarry lab`: hosts with
    sockets of their own, and Tarry as the network between them, which loses, holds back, copies and delivers segments as the
    run says. Compared are the segments (flags, relative SEQ and ACK, length, timestamps), the states of both ends, what users
    are told and can read, and that nothing else is sent. A run's clock ticks seldom, and a kernel's each millisecond: so TSval has
    to be newer where the run has a newer one, and to go on as time does, to within 12 ms of when the segment was seen to be sent; TSecr has to be
    one that has come, and never goes back on a connection. It is compared at which step a TIME_WAIT starts, and starts again, by what the kernel's own table
    says is left of its 60 s, to within 20 ms; but not of a stack that starts it again otherwise than Linux (`twRestart`). Other times are not compared: RTO
    and the length of FIN_WAIT_2 are what the lab has set, a tick of the run has no length, and between two steps the kernel waits for the lab.

    Of %d counterexamples, the kernel did %d just so, and refuted %d: in each of these the run's stack reads the RFC otherwise
    than Linux, in the point that is named. %d were not played.

    This page is written by `./tarry lab models --table src/site/markdown/real-kernel.md`, from what is in `reports`.
    """
        .formatted(
            String.join(" and ", kernels),
            shown.size(),
            count(shown, Outcome.Confirmed.class),
            count(shown, Outcome.Refuted.class),
            count(shown, Outcome.Unplayable.class));
  }

  private static long count(List<PlayedRun> playedRuns, Class<? extends Outcome> kind) {
    return playedRuns.stream().map(PlayedRun::outcome).filter(kind::isInstance).count();
  }

  private static String said(PlayedRun played) {
    if (played.outcome() instanceof Outcome.Refuted refuted) {
      return "**refuted** at step "
          + refuted.step()
          + ", "
          + refuted.inWords()
          + refuted.readings().stream().map(LabTable::reading).collect(Collectors.joining())
          + lesson(played.result().comment());
    }
    if (played.outcome() instanceof Outcome.Unplayable unplayable) {
      return "not played: " + Markdown.text(unplayable.why());
    }
    return "confirmed";
  }

  private static String reading(String key) {
    String says =
        Arrays.stream(Switch.values())
            .filter(one -> one.key().equals(key))
            .map(one -> " (" + Markdown.text(one.says()) + ")")
            .findFirst()
            .orElse("");
    return " Linux differs in `" + key + "`" + says + ".";
  }

  private static String lesson(String comment) {
    return comment.isBlank() ? "" : " The lesson says: \u201c" + Markdown.text(comment) + "\u201d";
  }
}
