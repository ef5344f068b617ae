package io.tarry.report.page;

import io.tarry.check.StateChanges;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Counts, over small worlds, the steps that take each arrow of the state diagram. */
public final class ArrowCoverage {

  /** A change from one state of a connection to another, by name. */
  public record Arrow(String from, String to) implements Comparable<Arrow> {
    private static final Comparator<Arrow> ORDER =
        Comparator.comparing(Arrow::from).thenComparing(Arrow::to);

    @Override
    public int compareTo(Arrow other) {
      return ORDER.compare(this, other);
    }
  }

  private ArrowCoverage() {}

  /** The number of steps for each arrow that is taken, in some worlds together. */
  public static SortedMap<Arrow, Long> of(Collection<Map<StateChanges.Kind, Long>> worlds) {
    SortedMap<Arrow, Long> counts = new TreeMap<>();
    for (Map<StateChanges.Kind, Long> world : worlds) {
      world.forEach((change, count) ->
          counts.merge(new Arrow(change.from().name(), change.to().name()), count, Long::sum));
    }
    return counts;
  }

  /** CSS with which the diagram marks the arrows that are not among these. */
  static String marks(Collection<Arrow> taken) {
    StringBuilder css = new StringBuilder();
    for (Arrow arrow : StateDiagram.arrows()) {
      String look =
          taken.contains(arrow)
              ? "{ stroke: var(--accent); stroke-width: 1.8; }"
              : "{ stroke-dasharray: 3 4; }";
      css.append("#states #e-%s-%s path %s\n".formatted(arrow.from, arrow.to, look));
    }
    return css.toString();
  }

  /**
   * A table of the arrows of the diagram, also those never taken, then of all others.
   *
   * @param counts how often each arrow is taken, by column
   */
  static String table(Map<String, SortedMap<Arrow, Long>> counts) {
    NavigableSet<Arrow> others = new TreeSet<>();
    counts.values().forEach(each -> others.addAll(each.keySet()));
    List<Arrow> drawn = StateDiagram.arrows();
    drawn.forEach(others::remove);
    StringBuilder html =
        new StringBuilder(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Arrows\">"
                + "<table class=\"arrows\"><thead><tr><th scope=\"col\">Arrow</th>");
    counts
        .keySet()
        .forEach(name -> html.append("<th scope=\"col\">").append(Html.text(name)).append("</th>"));
    html.append("</tr></thead><tbody>\n");
    drawn.forEach(arrow -> html.append(row(arrow, counts.values(), "")));
    others.forEach(arrow -> html.append(row(arrow, counts.values(), " (not in the figure)")));
    return html.append("</tbody></table></div>\n").toString();
  }

  private static String row(Arrow arrow, Collection<SortedMap<Arrow, Long>> counts, String remark) {
    String cells =
        counts.stream()
            .map(each -> each.getOrDefault(arrow, 0L))
            .map(count ->
                count == 0
                    ? "<td class=\"never\">never</td>"
                    : String.format(Locale.ROOT, "<td>%,d</td>", count))
            .collect(Collectors.joining());
    return "<tr><th scope=\"row\">%s \u2192 %s%s</th>%s</tr>\n"
        .formatted(arrow.from, arrow.to, remark, cells);
  }
}
