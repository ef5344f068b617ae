package io.tarry.report.files;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Verdict;
import io.tarry.scenario.Printable;
import io.tarry.survey.BorderFormula;
import io.tarry.survey.CellSummary;
import io.tarry.survey.Matrix;
import io.tarry.survey.Minimum;
import io.tarry.survey.Question;
import io.tarry.survey.Sweep;
import io.tarry.survey.Variation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What surveys found, as JSON. */
public final class SurveyJson {

  private static final int SCHEMA = 1;

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create();

  private SurveyJson() {}

  /** The least value of a setting. */
  public static String of(
      Question question,
      Variation variation,
      Minimum.Answer answer,
      List<String> reports,
      int exit) {
    JsonObject whole = begun(question);
    whole.addProperty("setting", variation.setting());
    whole.addProperty("least", answer.least().map(variation.values()::get).orElse(null));
    whole.addProperty("allBelowSearched", answer.allBelow());
    whole.addProperty("monotone", answer.monotone());
    JsonArray searched = new JsonArray();
    answer.searched().forEach((place, cell) -> searched.add(cell(CellSummary.of(cell))));
    whole.add("searched", searched);
    JsonArray files = new JsonArray();
    reports.forEach(files::add);
    whole.add("reports", files);
    whole.addProperty("exit", exit);
    return text(whole);
  }

  /**
   * A sweep.
   *
   * @param boundary the formula, if one was fitted
   * @param page the page that shows it
   */
  public static String of(
      Sweep sweep,
      Map<Map<String, String>, CellSummary> outcomes,
      Optional<BorderFormula> boundary,
      String page,
      int exit) {
    JsonObject whole = begun(sweep.question());
    JsonArray cells = new JsonArray();
    outcomes.values().forEach(outcome -> cells.add(cell(outcome)));
    whole.add("cells", cells);
    if (boundary.isPresent()) {
      whole.addProperty("formula", boundary.get().formula());
      whole.addProperty("formulaCheckedCells", boundary.get().checked());
      whole.addProperty("formulaFailedCells", boundary.get().failed().size());
    }
    whole.addProperty("page", page);
    whole.addProperty("exit", exit);
    return text(whole);
  }

  /**
   * A matrix.
   *
   * @param results one a row
   * @param written the files of each
   */
  public static String of(
      String file,
      String caseName,
      Matrix matrix,
      List<CaseResult> results,
      WrittenFiles written,
      int exit) {
    JsonObject whole = new JsonObject();
    whole.addProperty("schema", SCHEMA);
    whole.addProperty("scenario", file);
    whole.addProperty("case", caseName);
    JsonArray rows = new JsonArray();
    for (int i = 0; i < results.size(); i++) {
      rows.add(row(matrix.rows().get(i), results.get(i), written));
    }
    whole.add("rows", rows);
    whole.addProperty("exit", exit);
    return text(whole);
  }

  private static JsonObject row(Matrix.Row row, CaseResult result, WrittenFiles written) {
    JsonObject object = new JsonObject();
    object.addProperty("name", row.name());
    object.addProperty("on", row.on().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    row.mechanism().ifPresent(mechanism -> object.addProperty("mechanism", mechanism.label()));
    JsonObject settings = new JsonObject();
    row.cell().settings().forEach(settings::addProperty);
    object.add("settings", settings);
    object.addProperty("states", result.statistics().states());
    result.stoppedBy().ifPresent(limit -> object.addProperty("stoppedBy", limit));
    JsonArray cells = new JsonArray();
    for (PropertyResult property : result.properties()) {
      JsonObject cell = new JsonObject();
      cell.addProperty("property", property.claim().id());
      cell.addProperty("verdict", ResultsJson.word(property.verdict()));
      if (property.verdict() == Verdict.VIOLATED) {
        property.story().ifPresent(story -> cell.addProperty("steps", story.steps().size()));
      }
      JsonArray reports = new JsonArray();
      written.files(result, property).forEach(reports::add);
      cell.add("reports", reports);
      cells.add(cell);
    }
    object.add("cells", cells);
    return object;
  }

  private static JsonObject begun(Question question) {
    JsonObject whole = new JsonObject();
    whole.addProperty("schema", SCHEMA);
    whole.addProperty("scenario", question.file());
    whole.addProperty("case", question.caseName());
    whole.addProperty("property", question.property());
    return whole;
  }

  /** One cell, all of it. */
  static JsonObject cell(CellSummary outcome) {
    JsonObject object = new JsonObject();
    JsonObject settings = new JsonObject();
    outcome.settings().forEach(settings::addProperty);
    object.add("settings", settings);
    object.addProperty("verdict", ResultsJson.word(outcome.verdict()));
    outcome.stoppedBy().ifPresent(limit -> object.addProperty("stoppedBy", limit));
    object.addProperty("states", outcome.size().states());
    object.addProperty("transitions", outcome.size().transitions());
    object.addProperty("depth", outcome.size().depth());
    outcome.steps().ifPresent(steps -> object.addProperty("steps", steps));
    outcome.ending().ifPresent(ending -> object.addProperty("ending", ending));
    outcome.picture().ifPresent(picture -> object.addProperty("picture", picture));
    return object;
  }

  private static String text(JsonObject whole) {
    return Printable.lines(GSON.toJson(whole)) + "\n";
  }
}
