package io.tarry.report.files;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.tarry.check.CaseResult;
import io.tarry.engine.Verdict;
import io.tarry.scenario.Printable;
import io.tarry.survey.CellSummary;
import io.tarry.survey.Question.CellResult;
import io.tarry.survey.Risk;
import io.tarry.survey.SettingRisk;
import java.util.List;
import java.util.Optional;

/** The answers of {@code risk} as one JSON object, which grows as they come. */
public final class RiskJson {

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create();

  private final JsonObject whole = new JsonObject();
  private final JsonArray settings = new JsonArray();

  /**
   * Begins with what was asked.
   *
   * @param assumed what nobody said
   */
  public RiskJson(Risk risk, List<String> assumed) {
    whole.addProperty("schema", 1);
    whole.addProperty("timeWaitMillis", risk.timeWaitMillis());
    whole.addProperty("rtoMillis", risk.rtoMillis());
    whole.addProperty("mslMillis", risk.mslMillis());
    whole.add("assumed", strings(assumed));
  }

  /** How many losses are survived. */
  public void lastAck(Risk.LastAck found, Optional<Integer> asked, List<String> pictures) {
    JsonObject object = new JsonObject();
    object.addProperty("survivesLosses", found.losses() < 0 ? null : found.losses());
    object.addProperty("askedLosses", asked.orElse(null));
    found.survived().ifPresent(cell -> object.add("survived", search(cell)));
    found.broken().ifPresent(cell -> object.add("next", search(cell)));
    object.add("reports", strings(pictures));
    whole.add("lastAck", object);
  }

  /** Whether an old byte gets in. */
  public void oldBytes(Risk.OldBytes found) {
    JsonObject object = new JsonObject();
    object.add("asTold", search(found.asTold()));
    object.add("packetsOutliveTimeWait", search(found.longer()));
    whole.add("oldBytes", object);
  }

  /** Local ports. */
  public void ports(Risk.Ports found) {
    JsonObject object = new JsonObject();
    object.addProperty("ports", found.ports());
    object.addProperty("heldMillis", found.heldMillis());
    object.addProperty("heldByReuseDelay", found.reused());
    object.addProperty("connectionsASecond", (long) found.aSecond());
    object.addProperty("askedRate", found.wanted().orElse(null));
    object.addProperty("enough", found.isEnough().orElse(null));
    whole.add("localPorts", object);
  }

  /** A setting; what is said of it only where its search says so. */
  public void setting(SettingRisk setting, CaseResult result) {
    Verdict verdict = result.properties().get(0).verdict();
    JsonObject object = new JsonObject();
    object.addProperty("setting", setting.setting());
    object.addProperty("says", verdict == setting.verdict() ? setting.says() : null);
    object.addProperty("lesson", setting.lesson());
    object.addProperty("case", setting.caseName());
    object.addProperty("property", setting.property());
    object.addProperty("verdict", ResultsJson.word(verdict));
    object.addProperty("states", result.statistics().states());
    settings.add(object);
  }

  private static JsonObject search(CellResult cell) {
    JsonObject object = SurveyJson.cell(CellSummary.of(cell));
    object.addProperty("property", cell.property().claim().id());
    return object;
  }

  private static JsonArray strings(List<String> strings) {
    JsonArray array = new JsonArray();
    strings.forEach(array::add);
    return array;
  }

  /** All of it. */
  public String text(int exit) {
    whole.add("settings", settings);
    whole.addProperty("exit", exit);
    return Printable.lines(GSON.toJson(whole)) + "\n";
  }
}
