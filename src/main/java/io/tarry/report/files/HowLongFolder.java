package io.tarry.report.files;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.tarry.check.Story;
import io.tarry.report.drawing.Renderer;
import io.tarry.report.page.Course;
import io.tarry.report.page.HeatMap;
import io.tarry.report.page.HowLongPage;
import io.tarry.report.page.Picture;
import io.tarry.scenario.Printable;
import io.tarry.survey.CellSummary;
import io.tarry.survey.HowLong;
import io.tarry.survey.HowLong.Least;
import io.tarry.survey.HowLong.Mapped;
import io.tarry.survey.Question.CellResult;
import io.tarry.tcp.settings.Time;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The folder {@code how-long} of the course: the page on how long TIME_WAIT must be, its maps, its
 * runs, and all that was found as {@code results.json}. The same answers give the same bytes.
 */
public final class HowLongFolder {

  private static final String NAME = "how-long";
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final HowLong found;
  private final Renderer renderer;
  private final ReportFolder folder;
  private final Map<String, Picture> pictures = new LinkedHashMap<>();

  private HowLongFolder(Path reports, HowLong found, Renderer renderer) {
    this.found = found;
    this.renderer = renderer;
    folder = new ReportFolder(reports.resolve(NAME));
  }

  /**
   * Writes it, and the pages of the course anew.
   *
   * @param reports the folder of the course
   * @return why something was left out, as a sentence
   * @throws ReportException if a file cannot be written
   */
  public static Optional<String> write(Path reports, HowLong found, Renderer renderer) {
    Optional<String> foreign = new HowLongFolder(reports, found, renderer).write();
    return foreign.or(() -> CourseFiles.write(reports).stream().findFirst());
  }

  private Optional<String> write() {
    for (Least least : found.leasts()) {
      draw(least.broken());
      draw(least.holds());
    }
    found.inSeconds().justTooShort().forEach(this::draw);
    String ticks = map("ticks.svg", found.inTicks(), HowLongPage.TICKS);
    String seconds = map("seconds.svg", found.inSeconds(), HowLongPage.SECONDS);
    HowLongPage page = new HowLongPage(found, ticks, seconds, this::picture);
    folder.write("results.json", Printable.lines(GSON.toJson(json(page))) + "\n");
    return folder
        .writeUnlessForeign("index.html", page.html(), Course.MARK)
        .or(() -> folder.writeUnlessForeign("README.md", page.browsable(), Course.MARK));
  }

  private void draw(CellResult cell) {
    Optional<Story> story = cell.property().story();
    String name = name(cell);
    if (story.isEmpty() || pictures.containsKey(name)) {
      return;
    }
    ShownRun run =
        new ShownRun(
            cell.result(),
            cell.property(),
            story.get(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(renderer),
            Gallery.Drawn.SVG);
    String svg = renderer.svg(run.ladder());
    folder.write(name + ".svg", svg);
    pictures.put(
        name,
        new Picture(cell.result(), cell.property(), name, svg, Optional.empty(), Optional.empty()));
  }

  /** The worlds of the page differ in RTO, and in what their cases are named after. */
  private static String name(CellResult cell) {
    Time time = cell.cell().world().settings().time();
    return FileNames.slug("rto " + time.tick().say(time.rto()) + " " + cell.result().caseName());
  }

  private Optional<Picture> picture(CellResult cell) {
    return Optional.ofNullable(pictures.get(name(cell)));
  }

  private String map(String file, Mapped mapped, String title) {
    Map<Map<String, String>, CellSummary> outcomes = new LinkedHashMap<>();
    mapped.results().forEach((settings, cell) -> outcomes.put(settings, outcome(cell)));
    String claim = mapped.results().values().iterator().next().property().claim().sentence();
    String svg = HeatMap.of(mapped.sweep(), title, claim, outcomes);
    folder.write(file, svg);
    return svg;
  }

  private CellSummary outcome(CellResult cell) {
    CellSummary outcome = CellSummary.of(cell);
    return picture(cell).map(one -> outcome.drawnIn(one.name() + ".svg")).orElse(outcome);
  }

  private JsonObject json(HowLongPage page) {
    JsonObject whole = new JsonObject();
    whole.addProperty("schema", 1);
    whole.addProperty("title", HowLongPage.TITLE);
    whole.addProperty("question", HowLongPage.QUESTION);
    whole.addProperty("comment", page.answer());
    whole.addProperty("course", HowLongPage.PLACE);
    whole.add("results", new JsonArray());
    JsonArray figures = new JsonArray();
    figures.add(figure("seconds.svg", HowLongPage.SECONDS));
    whole.add("figures", figures);
    whole.add("inSeconds", json(found.inSeconds()));
    whole.add("inTicks", json(found.inTicks()));
    JsonArray leasts = new JsonArray();
    for (Least least : found.leasts()) {
      leasts.add(SurveyJson.cell(outcome(least.holds())));
      leasts.add(SurveyJson.cell(outcome(least.broken())));
    }
    whole.add("leasts", leasts);
    return whole;
  }

  private static JsonObject figure(String picture, String says) {
    JsonObject figure = new JsonObject();
    figure.addProperty("picture", picture);
    figure.addProperty("says", says);
    return figure;
  }

  private JsonObject json(Mapped mapped) {
    JsonObject object = new JsonObject();
    object.addProperty("formula", mapped.boundary().formula());
    object.addProperty("formulaCheckedCells", mapped.boundary().checked());
    object.addProperty("formulaFailedCells", mapped.boundary().failed().size());
    JsonArray cells = new JsonArray();
    mapped.results().values().forEach(cell -> cells.add(SurveyJson.cell(outcome(cell))));
    object.add("cells", cells);
    return object;
  }
}
