package io.tarry.report.table;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.tarry.bench.Measurement;
import io.tarry.engine.LevelAccount;
import java.util.List;
import java.util.Locale;

/** The report of a measured search, as JSON and as text. */
public final class BenchReport {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final JsonObject subject;
  private final String title;
  private final Measurement measured;
  private final List<LevelAccount> levels;

  private BenchReport(
      JsonObject subject, String title, Measurement measured, List<LevelAccount> levels) {
    this.subject = subject;
    this.title = title;
    this.measured = measured;
    this.levels = List.copyOf(levels);
  }

  /**
   * The report on the bench model with this many connections.
   *
   * @param levels of a search on a cluster; none of one on this machine
   */
  public static BenchReport ofClose(
      int connections, Measurement measured, List<LevelAccount> levels) {
    JsonObject subject = new JsonObject();
    subject.addProperty("model", "close");
    subject.addProperty("connections", connections);
    return new BenchReport(subject, "close " + connections, measured, levels);
  }

  /** The report on one case of a scenario. */
  public static BenchReport ofLesson(String scenario, String caseName, Measurement measured) {
    JsonObject subject = new JsonObject();
    subject.addProperty("model", "lesson");
    subject.addProperty("scenario", scenario);
    subject.addProperty("case", caseName);
    return new BenchReport(subject, scenario + ", " + caseName, measured, List.of());
  }

  /** The report as one JSON object. */
  public String json() {
    JsonObject object = subject.deepCopy();
    object.addProperty("threads", measured.threads());
    object.addProperty("warmUps", measured.warmUps());
    object.addProperty("states", measured.statistics().states());
    object.addProperty("transitions", measured.statistics().transitions());
    object.addProperty("depth", measured.statistics().depth());
    object.addProperty("millis", measured.time().toMillis());
    // Tenths: more digits would be noise.
    object.addProperty(
        "bytesPerState", Math.round(measured.statistics().bytesPerState() * 10) / 10.0);
    object.addProperty("peakMemoryBytes", measured.peakMemoryBytes());
    object.addProperty("java", measured.java());
    if (!levels.isEmpty()) {
      object.add("levels", jsonOfLevels());
    }
    return GSON.toJson(object) + "\n";
  }

  private JsonArray jsonOfLevels() {
    JsonArray all = new JsonArray();
    for (LevelAccount level : levels) {
      JsonObject one = new JsonObject();
      one.addProperty("level", level.level());
      one.addProperty("states", level.states());
      one.addProperty("transitions", level.transitions());
      one.addProperty("bytesSent", level.bytesSent());
      one.addProperty("skew", Math.round(level.skew() * 100) / 100.0);
      one.addProperty("millis", level.time().toMillis());
      all.add(one);
    }
    return all;
  }

  /** The report as a few lines of at most 100 columns, unless the name of a case is longer. */
  public String text() {
    return levelsText()
        + String.format(
            Locale.ROOT,
            """
            %s, %s, Java %s%s
              states       %,15d   %,.0f a second
              transitions  %,15d   %,.0f a second
              depth        %,15d
              time         %,15.3f s%s
              memory       %,15.1f bytes a state; %,d MB at the most, the whole JVM
            """,
            title,
            measured.threads() == 1 ? "1 thread" : measured.threads() + " threads",
            measured.java(),
            measured.stoppedBy().map(limit -> "; UNFINISHED, stopped by: " + limit).orElse(""),
            measured.statistics().states(),
            measured.statesPerSecond(),
            measured.statistics().transitions(),
            measured.transitionsPerSecond(),
            measured.statistics().depth(),
            measured.time().toNanos() / 1e9,
            afterWarmUps(),
            measured.statistics().bytesPerState(),
            measured.peakMemoryBytes() >> 20);
  }

  private String levelsText() {
    if (levels.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append("level          states       transitions        bytes sent   skew         time\n");
    for (LevelAccount level : levels) {
      text.append(
          String.format(
              Locale.ROOT,
              "%5d %,15d %,17d %,17d %6.2f %,10.3f s\n",
              level.level(),
              level.states(),
              level.transitions(),
              level.bytesSent(),
              level.skew(),
              level.time().toNanos() / 1e9));
    }
    return text.append('\n').toString();
  }

  private String afterWarmUps() {
    return switch (measured.warmUps()) {
      case 0 -> "";
      case 1 -> " after 1 warm-up run";
      default -> " after " + measured.warmUps() + " warm-up runs";
    };
  }
}
