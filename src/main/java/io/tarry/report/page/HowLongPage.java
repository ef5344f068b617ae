package io.tarry.report.page;

import io.tarry.check.Story;
import io.tarry.engine.Verdict;
import io.tarry.scenario.ShippedText;
import io.tarry.survey.BorderFormula;
import io.tarry.survey.HowLong;
import io.tarry.survey.HowLong.Choice;
import io.tarry.survey.HowLong.Least;
import io.tarry.survey.HowLong.OldSegments;
import io.tarry.survey.HowLong.Restart;
import io.tarry.survey.Question.CellResult;
import io.tarry.survey.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The page of the course on how long TIME_WAIT must be. What a search found is put in; only what a
 * text says of it stands in the template.
 *
 * @param inTicks the map in ticks
 * @param inSeconds the map in seconds
 * @param pictures the picture of a run, if it was drawn
 */
public record HowLongPage(
    HowLong found,
    String inTicks,
    String inSeconds,
    Function<CellResult, Optional<Picture>> pictures) {

  /** Its title. */
  public static final String TITLE = "How long must TIME_WAIT be?";

  /** What it asks. */
  public static final String QUESTION =
      "TIME_WAIT has two reasons. How long does each of them need, and what does a shorter one risk?";

  /** Its place in the course: after the lessons on the two reasons. */
  public static final int PLACE = 4;

  /** What the map in seconds says. */
  public static final String SECONDS =
      "How long TIME_WAIT must last, in seconds, for so many losses in a row";

  /** What the map in ticks says. */
  public static final String TICKS =
      "How long TIME_WAIT must last, in ticks, for so many losses in a row";

  private static final Pattern LESSON_LINK =
      Pattern.compile("\\.\\./\\d\\d-[a-z0-9-]+/index\\.html");

  private static final long LINUX_MILLIS = 60_000;
  private static final long LINUX_MSL_MILLIS = 30_000;

  /** How often Linux repeats a FIN after close(). */
  private static final int LINUX_REPEATS = 8;

  /** The page. */
  public String html() {
    return filled(inSeconds, inTicks, Picture::inline);
  }

  /**
   * The same text for people who browse the repository, where HTML files are shown as their source
   * and pictures cannot stand in the text: Markdown that is HTML all through.
   */
  public String browsable() {
    String page =
        filled(
            Html.image("seconds.svg", SECONDS),
            Html.image("ticks.svg", TICKS),
            (picture, id, says) -> Html.image(picture.name() + ".svg", says));
    return LESSON_LINK.matcher(Html.browsable(page)).replaceAll("../README.md");
  }

  /** How a picture stands in the text. */
  private interface Shown {
    String of(Picture picture, String id, String says);
  }

  private String filled(String seconds, String ticks, Shown shown) {
    return Html.fill(
        ShippedText.read(HowLongPage.class, "how-long.html"),
        Map.ofEntries(
            Map.entry("style", ShippedText.read(HowLongPage.class, "page.css")),
            Map.entry("title", Html.text(TITLE)),
            Map.entry("question", Html.text(QUESTION)),
            Map.entry("answer", Html.text(answer())),
            Map.entry("packets", Risk.said(HowLong.PACKETS_MILLIS)),
            Map.entry("slow", Risk.said(HowLong.SLOW_RTO_MILLIS)),
            Map.entry("quick", Risk.said(HowLong.QUICK_RTO_MILLIS)),
            Map.entry("seconds", seconds),
            Map.entry("secondsstates", number(found.inSeconds().states())),
            Map.entry("secondsformula", Html.text(formula(found.inSeconds().boundary()))),
            Map.entry("secondschecked", checked(found.inSeconds().boundary())),
            Map.entry("ticks", ticks),
            Map.entry("ticksformula", Html.text(formula(found.inTicks().boundary()))),
            Map.entry("tickschecked", checked(found.inTicks().boundary())),
            Map.entry("leasts", rows(found.leasts(), this::row)),
            Map.entry("pictures", pictures(found.leasts().get(0), shown)),
            Map.entry("fins", fins()),
            Map.entry("long", longLived()),
            Map.entry("restarts", rows(found.restarts(), HowLongPage::row)),
            Map.entry("old", rows(found.oldSegments(), HowLongPage::row)),
            Map.entry("ports", number(Risk.LINUX_PORTS)),
            Map.entry("choices", rows(found.choices(), this::row)),
            Map.entry("world", world())));
  }

  /** All of it in a few sentences. */
  public String answer() {
    Choice linux =
        found.choices().stream()
            .filter(choice -> choice.timeWaitMillis() == LINUX_MILLIS)
            .findFirst()
            .orElseThrow();
    return ("For k losses in a row of the last ACK: %s. Against old segments: %d MSL, or %d where the end that closes last sends a byte again,"
            + " or %d where the last ACK is lost besides. Linux waits %s, and no setting changes that. Where packets live %s at most and RTO is %s, that outlasts %s"
            + " losses in a row; and it leaves ports for %s connections a second from one client to one server address and port.")
        .formatted(
            formula(found.inSeconds().boundary()),
            leastMsl(found.oldSegments().get(0)),
            leastMsl(found.oldSegments().get(1)),
            leastMsl(found.oldSegments().get(2)),
            Risk.said(LINUX_MILLIS),
            Risk.said(HowLong.PACKETS_MILLIS),
            Risk.said(HowLong.SLOW_RTO_MILLIS),
            losses(linux),
            portsASecond(linux));
  }

  private String world() {
    List<String> lines =
        found.inSeconds().sweep().question().text().strip().lines().map(Html::text).toList();
    return String.join("\n", lines);
  }

  private static int leastMsl(OldSegments old) {
    return old.verdicts().lastIndexOf(Verdict.VIOLATED) + 1;
  }

  private static <T> String rows(List<T> all, Function<T, String> row) {
    StringBuilder rows = new StringBuilder();
    all.forEach(one -> rows.append("<tr>").append(row.apply(one)).append("</tr>\n"));
    return rows.toString();
  }

  private static String cell(String text) {
    return "<td class=\"number\">" + text + "</td>";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String formula(BorderFormula boundary) {
    return boundary.formula().replace("time.timeWait", "TIME_WAIT");
  }

  private static String checked(BorderFormula boundary) {
    return "This was fitted to the borders of %d rows, and then asked of each of the %d boxes: %s. That is no proof, and says nothing of other values."
        .formatted(
            boundary.rows(),
            boundary.checked(),
            boundary.failed().isEmpty()
                ? "none failed"
                : "<strong>" + boundary.failed().size() + " failed</strong>");
  }

  private String row(Least least) {
    String there =
        "holds: the whole world was searched, %s states"
            .formatted(number(least.holds().result().statistics().states()));
    String below =
        least
            .broken()
            .property()
            .story()
            .map(story -> "broken in %d steps: %s".formatted(story.steps().size(), story.ending()))
            .orElse("broken");
    return cell(Risk.said(least.rtoMillis()))
        + cell(Integer.toString(least.losses()))
        + cell(Risk.said(least.timeWaitMillis()))
        + "<td>"
        + link(least.holds(), there)
        + "</td>"
        + "<td>"
        + link(least.broken(), below)
        + "</td>";
  }

  private String link(CellResult cell, String says) {
    return pictures
        .apply(cell)
        .map(picture -> "<a href=\"%s.svg\">%s</a>".formatted(picture.name(), Html.text(says)))
        .orElse(Html.text(says));
  }

  private String pictures(Least least, Shown shown) {
    StringBuilder html = new StringBuilder();
    for (CellResult cell : List.of(least.broken(), least.holds())) {
      long timeWait = least.timeWaitMillis() - (cell.equals(least.broken()) ? 1 : 0);
      String title =
          "RTO %s, %d losses in a row, TIME_WAIT %s"
              .formatted(Risk.said(least.rtoMillis()), least.losses(), Risk.said(timeWait));
      pictures.apply(cell).ifPresent(picture -> html.append(figure(cell, title, picture, shown)));
    }
    return html.toString();
  }

  private static String figure(CellResult cell, String title, Picture picture, Shown shown) {
    boolean broken = cell.property().verdict() == Verdict.VIOLATED;
    String says = cell.property().story().map(Story::ending).orElse("");
    return """
    <figure class="%s">
    <figcaption><span class="verdict %s">%s</span> <strong>%s</strong><br>%s</figcaption>
    <div class="paper">%s</div>
    </figure>
    """
        .formatted(
            broken ? "broken" : "kept",
            broken ? "violated" : "holds",
            broken ? "violated" : "holds",
            Html.text(title),
            Html.text(says),
            shown.of(picture, broken ? "too-short" : "long-enough", says));
  }

  /** When the FINs leave that Linux sends again, as a list of times. */
  private static String fins() {
    List<String> times = new ArrayList<>();
    for (int k = 1; k <= LINUX_REPEATS; k++) {
      times.add(Risk.said(after(k, HowLong.QUICK_RTO_MILLIS)));
    }
    String last = times.remove(times.size() - 1);
    return String.join(", ", times) + " and " + last;
  }

  /** How long after the first FIN the k-th repetition leaves. */
  private static long after(int k, long rto) {
    return rto * ((1L << k) - 1);
  }

  /** What the formula says of packets that live for long. */
  private static String longLived() {
    int losses = 0;
    while (LINUX_MSL_MILLIS + after(losses + 1, HowLong.QUICK_RTO_MILLIS) <= LINUX_MILLIS) {
      losses++;
    }
    return ("By the formula %s outlast all of them where packets live %s, and %d losses in a row where"
            + " they live %s (<a href=\"../19-the-last-ack-in-seconds/index.html\">lesson 19</a> searches both with"
            + " seven).")
        .formatted(
            Risk.said(LINUX_MILLIS),
            Risk.said(HowLong.PACKETS_MILLIS),
            losses,
            Risk.said(LINUX_MSL_MILLIS));
  }

  private static String row(Restart restart) {
    StringBuilder row = new StringBuilder("<td>");
    row.append(
        restart.reading().equals("dupfin")
            ? "it starts the wait again (<code>dupfin</code>; so do Linux and FreeBSD)"
            : "it does not (<code>%s</code>, RFC 9293 read to the letter)"
                .formatted(Html.text(restart.reading())));
    row.append("</td>");
    restart.ticks().forEach(ticks -> row.append(cell(Integer.toString(ticks))));
    return row.toString();
  }

  private static String row(OldSegments old) {
    StringBuilder row = new StringBuilder("<td>").append(Html.text(old.says())).append("</td>");
    for (Verdict verdict : old.verdicts()) {
      String word = LessonData.word(verdict);
      row.append("<td><span class=\"verdict %s\">%s</span></td>".formatted(word, word));
    }
    return row.toString();
  }

  private String row(Choice choice) {
    String stays =
        choice.keepsOut()
            ? (choice.letsIn() ? "" : "more than ") + Risk.said(choice.timeWaitMillis())
            : "less than " + Risk.said(choice.timeWaitMillis());
    return cell(Risk.said(choice.timeWaitMillis()))
        + cell(portsASecond(choice))
        + cell(losses(choice))
        + cell(stays);
  }

  private String losses(Choice choice) {
    if (choice.losses() < 0) {
      return "it fails without any";
    }
    return choice.losses() + (choice.losses() == found.inSeconds().mostLosses() ? ", or more" : "");
  }

  private static String portsASecond(Choice choice) {
    return number((long) Risk.portsASecond(Risk.LINUX_PORTS, choice.timeWaitMillis()));
  }
}
