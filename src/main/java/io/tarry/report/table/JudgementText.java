package io.tarry.report.table;

import io.tarry.judge.Judgement;
import io.tarry.tcp.settings.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of a capture, as text for the terminal. */
public final class JudgementText {

  private static final int PACKETS = 8;
  private static final int HOST = 6;
  private static final int ACTION = 40;

  private final Map<Side, String> hosts;
  private final Map<String, String> lessons;
  private final TerminalColours paint;
  private final StringBuilder out = new StringBuilder();

  private JudgementText(
      Map<Side, String> hosts, Map<String, String> lessons, TerminalColours paint) {
    this.hosts = hosts;
    this.lessons = lessons;
    this.paint = paint;
  }

  /**
   * The run that explains the capture, and what it breaks.
   *
   * @param hosts the addresses of the hosts
   * @param lessons of a claim, by its id: the lesson that shows how it breaks
   */
  public static String of(
      Judgement judgement,
      Map<Side, String> hosts,
      Map<String, String> lessons,
      TerminalColours paint) {
    JudgementText text = new JudgementText(hosts, lessons, paint);
    if (judgement.stopped()) {
      text.line("Undecided: too many runs had to be looked at; a shorter capture may help.");
    } else if (judgement.unexplained().isPresent()) {
      judgement
          .unexplained()
          .ifPresent(packet ->
              text.out
                  .append(
                      paint.alarm(
                          "No run explains packet %d: %s".formatted(packet.packet(), packet)))
                  .append('\n'));
    } else {
      text.run(judgement);
    }
    return text.out.toString();
  }

  private void run(Judgement judgement) {
    line(
        hosts.entrySet().stream()
            .map(each -> each.getKey().label() + ": " + each.getValue())
            .sorted()
            .collect(Collectors.joining(", ")));
    line(
        "Sequence numbers are those of the model: small ones that stand for those of the capture.");
    out.append('\n');
    int why = ResultsTable.WIDTH - PACKETS - HOST - ACTION - 3 * TextColumns.GAP.length();
    TextColumns columns = new TextColumns(PACKETS, HOST, ACTION, why);
    out.append(paint.bold(columns.row(cells("packet", "host", "what happens", "why")).get(0)))
        .append('\n');
    for (Judgement.Line step : judgement.explanation()) {
      String packets =
          step.packets().stream().map(String::valueOf).collect(Collectors.joining(", "));
      String host = step.at().map(Side::label).orElse("");
      columns
          .row(cells(packets, host, step.action(), step.why()))
          .forEach(row -> out.append(row).append('\n'));
    }
    out.append('\n');
    judgement.breaches().stream().filter(Judgement.Breach::surely).forEach(this::breach);
    if (judgement.breaches().stream().noneMatch(Judgement.Breach::surely)) {
      out.append(paint.good("Explained, and it need not break any claim.")).append('\n');
    }
    String others =
        judgement.breaches().stream()
            .filter(breach -> !breach.surely())
            .map(breach -> breach.claim().id())
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      line("Some runs that fit break others, out of sight: " + others + ".");
    }
  }

  private void breach(Judgement.Breach breach) {
    String lesson =
        Optional.ofNullable(lessons.get(breach.claim().id()))
            .map(number -> ": lesson " + number)
            .orElse("");
    String text =
        "Packet %d: %s (%s%s). Broken: %s."
            .formatted(
                breach.packet(),
                breach.claim().breach(),
                breach.claim().id(),
                lesson,
                breach.claim().sentence());
    for (String each : TextColumns.wrap(text, ResultsTable.WIDTH)) {
      out.append(paint.bad(each)).append('\n');
    }
  }

  private static List<List<String>> cells(String... texts) {
    List<List<String>> cells = new ArrayList<>();
    for (String text : texts) {
      cells.add(List.of(text));
    }
    return cells;
  }

  private void line(String text) {
    TextColumns.wrap(text, ResultsTable.WIDTH).forEach(each -> out.append(each).append('\n'));
  }
}
