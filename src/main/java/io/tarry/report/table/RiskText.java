package io.tarry.report.table;

import io.tarry.check.CaseResult;
import io.tarry.check.Story;
import io.tarry.engine.Statistics;
import io.tarry.engine.Verdict;
import io.tarry.report.files.ResultsJson;
import io.tarry.scenario.Printable;
import io.tarry.survey.Question.CellResult;
import io.tarry.survey.Risk;
import io.tarry.survey.SettingRisk;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lines of {@code risk}, each with what it rests on. */
public final class RiskText {

  private static final int NAME = 16;

  private RiskText() {}

  /** What is asked. */
  public static String world(Risk risk, List<String> assumed) {
    String all =
        "TIME_WAIT %s, RTO %s, which doubles, packets live %s at most%s."
            .formatted(
                Risk.said(risk.timeWaitMillis()),
                Risk.said(risk.rtoMillis()),
                Risk.said(risk.mslMillis()),
                assumed.isEmpty()
                    ? ""
                    : "; assumed, as nobody said: " + String.join(", ", assumed));
    return line("the question", all);
  }

  /** The last ACK, and how often it may be lost. */
  public static String lastAck(Risk.LastAck found, Optional<Integer> asked, List<String> pictures) {
    StringBuilder out = new StringBuilder();
    int losses = found.losses();
    boolean broken =
        found.broken().filter(one -> one.property().verdict() == Verdict.VIOLATED).isPresent();
    String survives =
        losses < 0
            ? "not even without any loss is a repeated FIN always acknowledged"
            : "safe for up to %s in a row".formatted(losses == 1 ? "1 loss" : losses + " losses")
                + (isVacuous(found) ? " (no FIN is sent again then)" : "");
    String breaks = "";
    if (broken && losses >= 0) {
      breaks = "; first failure at " + (losses + 1);
    } else if (found.undecided().isPresent()) {
      breaks = "; whether one more is safe is not known: a limit was reached";
    } else if (!broken && losses >= 0) {
      breaks =
          "; more were not searched, as a FIN is sent again " + Risk.LOSSES_MAX + " times here";
    }
    String judged =
        asked
            .map(wanted ->
                losses >= wanted
                    ? " That is enough for the %d asked.".formatted(wanted)
                    : " That is LESS than the %d asked.".formatted(wanted))
            .orElse("");
    out.append(line("the last ACK", survives + breaks + "." + judged));
    found
        .broken()
        .flatMap(one -> one.property().story())
        .map(Story::ending)
        .filter(ending -> broken)
        .ifPresent(ending -> out.append(line("", "At the failure: " + ending + ".")));
    pictures.stream()
        .limit(1)
        .forEach(
            file -> out.append(indent()).append("see ").append(Printable.of(file)).append('\n'));
    found.survived().ifPresent(one -> out.append(backed(one, losses + " losses")));
    found.broken().ifPresent(one -> out.append(backed(one, losses + 1 + " losses")));
    out.append(
        line(
            "",
            "World: two Linux hosts, one connection, one end closes first; any order of segments; no"
                + " copies; a FIN is sent again 7 times at most."));
    return out.toString();
  }

  private static boolean isVacuous(Risk.LastAck found) {
    return found.survived().stream().anyMatch(one -> one.property().verdict() == Verdict.VACUOUS);
  }

  /** Late copies of old bytes. */
  public static String oldBytes(Risk risk, Risk.OldBytes found) {
    Verdict told = found.asTold().property().verdict();
    Verdict longer = found.longer().property().verdict();
    String first =
        told == Verdict.HOLDS
            ? "a copy of an old byte does not get into the next connection"
            : told == Verdict.VIOLATED
                ? "a copy of an old byte CAN get into the next connection of the same ports"
                : "whether a copy of an old byte gets in is not known";
    String second =
        longer == Verdict.VIOLATED
            ? "; if packets lived longer than TIME_WAIT, it could"
            : longer == Verdict.HOLDS
                ? "; nor would it if packets lived a little longer than TIME_WAIT"
                : "";
    return line("old duplicates", first + second + ".")
        + backed(found.asTold(), Risk.said(risk.mslMillis()))
        + backed(found.longer(), Risk.said(risk.timeWaitMillis() + 1))
        + line(
            "",
            "World: one byte, one copy, any order; both ends begin with the same numbers again and only"
                + " time keeps the copy out (no timestamps, no newer numbers); lesson 16.");
  }

  /** Local ports; arithmetic alone. */
  public static String ports(Risk.Ports found) {
    int ports = found.ports();
    double most = found.aSecond();
    String text =
        String.format(
            Locale.ROOT,
            "%,d ports / %s = %,.0f connections a second to one server address and port, where the"
                + " client closes first",
            ports,
            Risk.said(found.heldMillis()),
            Math.floor(most));
    String reused =
        found.reused() ? ". A port is free after that by tcp_tw_reuse, not after TIME_WAIT" : "";
    String judged =
        found
            .wanted()
            .map(wanted ->
                wanted <= most
                    ? ". Enough for the " + wanted + " asked"
                    : ". LESS than the "
                        + wanted
                        + " asked: connect() will fail with EADDRNOTAVAIL")
            .orElse("");
    return line(
        "local ports",
        text
            + reused
            + judged
            + ". (Arithmetic; lesson %s is the search.)".formatted(found.reused() ? "9" : "8"));
  }

  /** A setting. */
  public static String setting(SettingRisk setting, CaseResult result) {
    Verdict verdict = result.properties().get(0).verdict();
    boolean isSo = verdict == setting.verdict();
    String backed =
        "%s: '%s' %s (%s), lesson %s, case '%s'"
            .formatted(
                isSo ? "Searched" : verdict == Verdict.UNDECIDED ? "Not known" : "NOT so",
                setting.property(),
                ResultsJson.word(verdict),
                states(result.statistics()),
                setting.number(),
                setting.caseName());
    String says = isSo ? setting.says() + ". " : "";
    return line("setting", setting.setting() + ": " + says + backed + ".");
  }

  private static String backed(CellResult cell, String with) {
    CaseResult result = cell.result();
    Verdict verdict = cell.property().verdict();
    String how =
        switch (verdict) {
          case HOLDS, VACUOUS -> "the whole space, ";
          case VIOLATED ->
              cell.property()
                  .story()
                  .map(story -> "in " + story.steps().size() + " steps at least, ")
                  .orElse("");
          case UNDECIDED -> result.stoppedBy().map(limit -> limit + ", ").orElse("");
        };
    return line(
        "",
        "%s: '%s' %s (%s%s)"
            .formatted(
                with,
                cell.property().claim().id(),
                ResultsJson.word(verdict),
                how,
                states(result.statistics())));
  }

  private static String states(Statistics statistics) {
    return String.format(Locale.ROOT, "%,d states", statistics.states());
  }

  private static String indent() {
    return " ".repeat(NAME);
  }

  private static String line(String name, String text) {
    StringBuilder out = new StringBuilder();
    String start = name + " ".repeat(NAME - name.length());
    for (String each : TextColumns.wrap(text, ResultsTable.WIDTH - NAME)) {
      out.append(start).append(each).append('\n');
      start = indent();
    }
    return out.toString();
  }
}
