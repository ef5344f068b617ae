package io.tarry.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A run as lines that a person reads. */
final class RunText {

  private static final int COLUMNS = 100;
  private static final String START = "start";

  private final StringBuilder text = new StringBuilder();
  private final int nameColumns;
  private final int numberColumns;

  private RunText(Run<?, ?> run) {
    numberColumns = String.valueOf(run.length()).length();
    nameColumns =
        run.actions().stream()
            .mapToInt(action -> String.valueOf(action).length())
            .reduce(START.length(), Math::max);
  }

  static String of(Run<?, ?> run) {
    var lines = new RunText(run);
    Map<String, Object> before = Fields.of(Objects.requireNonNull(run.first()));
    List<String> all = new ArrayList<>();
    before.forEach((name, value) -> all.add(name + ": " + value));
    lines.line("", START, all);
    for (int i = 0; i < run.length(); i++) {
      Map<String, Object> after = Fields.of(Objects.requireNonNull(run.states().get(i + 1)));
      lines.line(
          String.valueOf(i + 1), String.valueOf(run.actions().get(i)), changes(before, after));
      before = after;
    }
    run.loopStart().ifPresent(lines::loop);
    return lines.text.toString();
  }

  private static List<String> changes(Map<String, Object> before, Map<String, Object> after) {
    List<String> changes = new ArrayList<>();
    after.forEach((name, value) -> {
      if (!before.containsKey(name)) {
        changes.add(name + ": " + value);
      } else if (!Objects.equals(value, before.get(name))) {
        changes.add(name + ": " + before.get(name) + " -> " + value);
      }
    });
    before.keySet().stream()
        .filter(name -> !after.containsKey(name))
        .forEach(name -> changes.add("no " + name));
    return changes.isEmpty() ? List.of("nothing changes") : changes;
  }

  private void line(String number, String name, List<String> parts) {
    String indent = " ".repeat(numberColumns + nameColumns + 4);
    StringBuilder line = new StringBuilder();
    line.append(" ".repeat(numberColumns - number.length())).append(number).append("  ");
    line.append(name).append(" ".repeat(nameColumns - name.length())).append("  ");
    int atStart = line.length();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i) + (i + 1 < parts.size() ? "," : "");
      if (line.length() > atStart && line.length() + 1 + part.length() > COLUMNS) {
        end(line);
        line.setLength(0);
        line.append(indent);
      } else if (line.length() > atStart) {
        line.append(' ');
      }
      line.append(part);
    }
    end(line);
  }

  private void loop(int start) {
    end(
        new StringBuilder(" ".repeat(numberColumns + 2))
            .append("and so on for ever: back to the state after ")
            .append(start == 0 ? "the start" : "step " + start));
  }

  private void end(StringBuilder line) {
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
