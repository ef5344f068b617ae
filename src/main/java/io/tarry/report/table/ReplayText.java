package io.tarry.report.table;

import io.tarry.packetdrill.PktScript;
import io.tarry.packetdrill.ScriptOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which scripts of packetdrill agree with which stacks, as text for the terminal. */
public final class ReplayText {

  private static final int NAME_MAX = 60;

  private final List<String> stacks;
  private final List<Row> rows;
  private final TerminalColours paint;
  private final StringBuilder out = new StringBuilder();

  /**
   * A script and what came of it.
   *
   * @param outcomes by the name of the stack
   * @param unsupported why it was not run, if it was not
   */
  public record Row(
      String file, Map<String, ScriptOutcome> outcomes, Optional<String> unsupported) {
    /** Copies the map. */
    public Row {
      outcomes = Map.copyOf(outcomes);
    }

    /** Whether it was run, and some stack does otherwise than it says. */
    public boolean disagrees() {
      return outcomes.values().stream().anyMatch(outcome -> !outcome.agrees());
    }
  }

  private ReplayText(List<String> stacks, List<Row> rows, TerminalColours paint) {
    this.stacks = stacks;
    this.rows = rows;
    this.paint = paint;
  }

  /** A table of all scripts and stacks, then each disagreement, and what is not supported. */
  public static String of(List<String> stacks, List<Row> rows, TerminalColours paint) {
    ReplayText text = new ReplayText(stacks, rows, paint);
    text.table();
    for (String stack : stacks) {
      rows.forEach(row -> text.disagreement(stack, row));
    }
    rows.stream()
        .flatMap(row -> row.unsupported().stream())
        .forEach(why -> text.out.append(why).append('\n'));
    return text.out.toString();
  }

  private void table() {
    int name =
        rows.stream().mapToInt(row -> Math.min(NAME_MAX, row.file().length())).max().orElse(0);
    List<Integer> widths = new ArrayList<>(List.of(name));
    stacks.forEach(stack -> widths.add(Math.max(stack.length(), "disagrees".length())));
    TextColumns columns = new TextColumns(widths.stream().mapToInt(width -> width).toArray());
    List<List<String>> heads = new ArrayList<>(List.of(List.of("")));
    stacks.forEach(stack -> heads.add(List.of(stack)));
    columns.row(heads).forEach(line -> out.append(paint.bold(line)).append('\n'));
    for (Row row : rows) {
      List<List<String>> cells = new ArrayList<>(List.of(List.of(shortened(row.file()))));
      stacks.forEach(stack -> cells.add(List.of(word(row, stack))));
      String line = String.join("\n", columns.row(cells));
      out.append(row.disagrees() ? paint.bad(line) : line).append('\n');
    }
    List<Integer> agreeing = stacks.stream().map(this::agreeing).toList();
    List<List<String>> sums = new ArrayList<>(List.of(List.of("of " + rows.size())));
    agreeing.forEach(count -> sums.add(List.of(String.valueOf(count))));
    columns.row(sums).forEach(line -> out.append(paint.bold(line)).append('\n'));
  }

  private int agreeing(String stack) {
    return (int)
        rows.stream()
            .map(row -> Optional.ofNullable(row.outcomes().get(stack)))
            .filter(outcome -> outcome.filter(ScriptOutcome::agrees).isPresent())
            .count();
  }

  private static String shortened(String file) {
    return file.length() <= NAME_MAX
        ? file
        : "..." + file.substring(file.length() - NAME_MAX + "...".length());
  }

  private static String word(Row row, String stack) {
    return Optional.ofNullable(row.outcomes().get(stack))
        .map(outcome -> outcome.agrees() ? "agrees" : "disagrees")
        .orElse("-");
  }

  private void disagreement(String stack, Row row) {
    Optional.ofNullable(row.outcomes().get(stack))
        .flatMap(ScriptOutcome::disagreement)
        .ifPresent(parted -> {
          String where = place(row.file(), parted.place());
          String what = stack + ": " + parted.said() + ": " + parted.done();
          out.append('\n').append(where).append('\n');
          TextColumns.wrap(what, ResultsTable.WIDTH - 2)
              .forEach(line -> out.append("  ").append(line).append('\n'));
        });
  }

  private static String place(String file, PktScript.Place place) {
    return file + ":" + place;
  }
}
