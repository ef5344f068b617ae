package io.tarry.report.files;

import com.google.common.hash.Hashing;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Checkpoint;
import io.tarry.engine.Verdict;
import io.tarry.report.drawing.Renderer;
import io.tarry.report.page.HeatMap;
import io.tarry.report.page.SweepPage;
import io.tarry.survey.CellSummary;
import io.tarry.survey.Question;
import io.tarry.survey.Question.CellResult;
import io.tarry.survey.Sweep;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of a sweep: a file with a line for each cell, written as soon as its verdict is known,
 * from which a later sweep goes on; the picture of each shortest counterexample; and at the end the
 * heat map and a page.
 */
public final class SweepFolder implements AutoCloseable {

  private static final String CELLS = "cells.jsonl";
  private static final String MAP = "map.svg";
  private static final String PAGE = "index.html";

  private final ReportFolder folder;
  private final Optional<Renderer> renderer;
  private final String identity;
  private final Map<Map<String, String>, CellSummary> outcomes = new LinkedHashMap<>();
  private final Writer cells;

  /**
   * Opens it, for a property of a case.
   *
   * @param renderer draws, where pictures are wanted
   * @param resumed whether what is there is used
   * @throws ReportException if it cannot be written to
   */
  public SweepFolder(Path path, Question question, Optional<Renderer> renderer, boolean resumed) {
    this.renderer = renderer;
    folder = new ReportFolder(path);
    identity = identity(question, renderer.isPresent());
    if (resumed) {
      folder.read(CELLS).ifPresent(this::resume);
    }
    try {
      Path file = folder.file(CELLS);
      boolean kept = !outcomes.isEmpty();
      cells =
          Files.newBufferedWriter(
              file,
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE,
              kept ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      if (!kept) {
        JsonObject first = new JsonObject();
        first.addProperty("identity", identity);
        line(first);
      }
    } catch (IOException e) {
      throw new ReportException(folder.file(CELLS), e);
    }
  }

  /** All that decides what a cell comes to, but its settings. */
  private static String identity(Question question, boolean drawn) {
    String all =
        String.join(
            "\n",
            Checkpoint.buildOf(SweepFolder.class),
            Boolean.toString(drawn),
            question.caseName(),
            question.property(),
            question.text());
    return Hashing.sha256().hashString(all, StandardCharsets.UTF_8).toString();
  }

  /**
   * Takes over what an earlier sweep of the same question found, except lines that are cut off or
   * answer another question.
   */
  private void resume(String text) {
    List<String> lines = text.lines().toList();
    Optional<JsonObject> first = lines.stream().findFirst().flatMap(SweepFolder::object);
    if (first.isEmpty()
        || !first.get().has("identity")
        || !first.get().get("identity").getAsString().equals(identity)) {
      return;
    }
    for (String line : lines.subList(1, lines.size())) {
      object(line)
          .flatMap(SweepFolder::outcome)
          .filter(outcome -> outcome.verdict() != Verdict.UNDECIDED)
          .filter(outcome -> outcome.picture().map(folder::has).orElse(true))
          .ifPresent(outcome -> outcomes.put(outcome.settings(), outcome));
    }
  }

  private static Optional<JsonObject> object(String line) {
    try {
      JsonElement element = JsonParser.parseString(line);
      return element instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    } catch (JsonParseException e) {
      return Optional.empty(); // the line that was being written when it ended
    }
  }

  private static Optional<CellSummary> outcome(JsonObject line) {
    if (!line.has("settings") || !line.has("verdict") || !line.has("depth")) {
      return Optional.empty();
    }
    Map<String, String> settings = new LinkedHashMap<>();
    line.getAsJsonObject("settings")
        .entrySet()
        .forEach(one -> settings.put(one.getKey(), one.getValue().getAsString()));
    return Optional.of(
        new CellSummary(
            settings,
            Verdict.valueOf(line.get("verdict").getAsString().toUpperCase(Locale.ROOT)),
            text(line, "stoppedBy"),
            new CellSummary.Size(
                line.get("states").getAsLong(),
                line.get("transitions").getAsLong(),
                line.get("depth").getAsInt()),
            Optional.ofNullable(line.get("steps")).map(JsonElement::getAsInt),
            text(line, "ending"),
            text(line, "picture")));
  }

  private static Optional<String> text(JsonObject line, String key) {
    return Optional.ofNullable(line.get(key)).map(JsonElement::getAsString);
  }

  /** What is known, by the settings of its cell. */
  public Map<Map<String, String>, CellSummary> known() {
    return Map.copyOf(outcomes);
  }

  /** Draws a cell and writes it down; one at a time. */
  public void add(CellResult cell) {
    CellSummary outcome = CellSummary.of(cell);
    if (outcome.verdict() == Verdict.VIOLATED && cell.property().story().isPresent()) {
      String name = FileNames.slug(cell.result().caseName());
      outcome = draw(cell, name).map(outcome::drawnIn).orElse(outcome);
    }
    outcomes.put(outcome.settings(), outcome);
    line(SurveyJson.cell(outcome));
  }

  private Optional<String> draw(CellResult cell, String name) {
    PropertyResult property = cell.property();
    ShownRun run =
        new ShownRun(
            cell.result(),
            property,
            property.story().orElseThrow(),
            Optional.empty(),
            Optional.empty(),
            renderer,
            Gallery.Drawn.SVG);
    return renderer
        .map(with -> with.svg(run.ladder()))
        .map(svg -> {
          folder.write(name + ".svg", svg);
          return name + ".svg";
        });
  }

  private void line(JsonObject object) {
    try {
      cells.write(object + "\n");
      cells.flush();
    } catch (IOException e) {
      throw new ReportException(folder.file(CELLS), e);
    }
  }

  /**
   * Writes the heat map and the page.
   *
   * @param wanted the cells of the sweep, in their order
   * @param remarks what the page says below the map
   * @return the page
   */
  public Path finish(
      Sweep sweep, Question.Cell any, List<CellSummary> wanted, List<String> remarks) {
    Map<Map<String, String>, CellSummary> shown = new LinkedHashMap<>();
    wanted.forEach(outcome -> shown.put(outcome.settings(), outcome));
    String title = any.scenario().title() + " \u2014 " + sweep.question().caseName();
    String claim = any.world().expectations().get(0).claim().sentence();
    String map = HeatMap.of(sweep, title, claim, shown);
    folder.write(MAP, map);
    folder.write(PAGE, SweepPage.of(sweep, any.scenario(), claim, map, shown, remarks));
    return folder.file(PAGE);
  }

  @Override
  public void close() {
    try {
      cells.close();
    } catch (IOException e) {
      throw new ReportException(folder.file(CELLS), e);
    }
  }
}
