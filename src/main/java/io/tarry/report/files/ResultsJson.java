package io.tarry.report.files;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.tarry.check.CaseResult;
import io.tarry.check.FewestFaults;
import io.tarry.check.PropertyResult;
import io.tarry.check.StateChanges;
import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Flag;
import io.tarry.check.Story.Segment;
import io.tarry.check.Story.Socket;
import io.tarry.check.Story.StateChange;
import io.tarry.check.Story.Step;
import io.tarry.engine.Statistics;
import io.tarry.engine.Verdict;
import io.tarry.report.page.ArrowCoverage;
import io.tarry.report.words.StoryArrows;
import io.tarry.report.words.WorldNames;
import io.tarry.scenario.Printable;
import io.tarry.scenario.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Results as JSON: what {@code check --json} prints, and the {@code results.json} of a gallery. */
public final class ResultsJson {

  private static final int SCHEMA = 1;

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create();

  private ResultsJson() {}

  /**
   * One object with everything.
   *
   * @param written the files of each result
   * @param exit the exit code of the command
   */
  public static String of(List<CaseResult> results, WrittenFiles written, int exit) {
    JsonArray array = new JsonArray();
    for (CaseResult result : results) {
      for (PropertyResult property : result.properties()) {
        JsonObject object = new JsonObject();
        object.addProperty("scenario", result.scenario().file());
        addVerdict(object, result, property);
        object.addProperty("millis", result.search().time().toMillis());
        // Tenths: more digits would be noise.
        object.addProperty(
            "bytesPerState", Math.round(result.statistics().bytesPerState() * 10) / 10.0);
        addDanger(object, property);
        addFaults(object, property);
        addStory(object, property);
        JsonArray reports = new JsonArray();
        written.files(result, property).forEach(reports::add);
        object.add("reports", reports);
        array.add(object);
      }
    }
    JsonObject whole = new JsonObject();
    whole.addProperty("schema", SCHEMA);
    whole.add("results", array);
    whole.addProperty("exit", exit);
    return Printable.lines(GSON.toJson(whole)) + "\n";
  }

  /**
   * The results of one scenario, without anything that differs from run to run or between machines.
   *
   * @param pictures the name, without extension, of the picture of each result that has one
   * @param twins the passing case that each result which has a twin is drawn beside
   */
  static String stable(
      List<CaseResult> results, Map<ResultKey, String> pictures, Map<ResultKey, String> twins) {
    Scenario scenario = results.get(0).scenario();
    JsonObject whole = new JsonObject();
    whole.addProperty("schema", SCHEMA);
    // Its folder depends on where the command was run.
    String file = scenario.file();
    whole.addProperty("scenario", file.substring(file.lastIndexOf('/') + 1));
    whole.addProperty("title", scenario.title());
    whole.addProperty("question", scenario.question());
    addUnlessEmpty(whole, "source", scenario.source());
    addUnlessEmpty(whole, "comment", scenario.comment());
    scenario.course().ifPresent(place -> whole.addProperty("course", place));
    addArrows(whole, results);
    JsonArray array = new JsonArray();
    for (CaseResult result : results) {
      for (PropertyResult property : result.properties()) {
        JsonObject object = new JsonObject();
        addVerdict(object, result, property);
        addDanger(object, property);
        addFaults(object, property);
        addStory(object, property);
        addUnlessEmpty(
            object, "picture", pictures.getOrDefault(ResultKey.of(result, property), ""));
        addUnlessEmpty(object, "twin", twins.getOrDefault(ResultKey.of(result, property), ""));
        array.add(object);
      }
    }
    whole.add("results", array);
    return Printable.lines(GSON.toJson(whole)) + "\n";
  }

  /** Adds how many steps take each arrow between states, in the cases that are small enough. */
  private static void addArrows(JsonObject to, List<CaseResult> results) {
    List<Map<StateChanges.Kind, Long>> changes =
        results.stream().map(result -> result.changes().get()).flatMap(Optional::stream).toList();
    if (changes.isEmpty()) {
      return;
    }
    JsonObject steps = new JsonObject();
    ArrowCoverage.of(changes)
        .forEach((arrow, count) -> steps.addProperty(arrow.from() + "-" + arrow.to(), count));
    JsonObject arrows = new JsonObject();
    arrows.addProperty("cases", changes.size());
    arrows.add("steps", steps);
    to.add("arrows", arrows);
  }

  /** The pictures listed in a text made by {@link #stable}; empty if it is not such a text. */
  static Optional<Set<String>> pictures(String text) {
    JsonElement whole;
    try {
      whole = JsonParser.parseString(text);
    } catch (JsonParseException e) {
      return Optional.empty();
    }
    if (!(whole instanceof JsonObject object)
        || !object.has("schema")
        || !(object.get("results") instanceof JsonArray results)) {
      return Optional.empty();
    }
    Set<String> pictures = new TreeSet<>();
    for (JsonElement result : results) {
      if (result instanceof JsonObject one
          && one.get("picture") instanceof JsonPrimitive picture
          && FileNames.PICTURE.matcher(picture.getAsString()).matches()) {
        pictures.add(picture.getAsString());
      }
    }
    return Optional.of(pictures);
  }

  private static void addVerdict(JsonObject to, CaseResult result, PropertyResult property) {
    Statistics statistics = result.statistics();
    to.addProperty("case", result.caseName());
    to.addProperty("property", property.claim().id());
    to.addProperty("claim", property.claim().sentence());
    to.addProperty("verdict", word(property.verdict()));
    // Null if nothing is expected.
    to.addProperty("expected", property.expected().map(ResultsJson::word).orElse(null));
    to.addProperty("asExpected", property.asExpected());
    addUnlessEmpty(to, "clock", result.counting());
    result.stoppedBy().ifPresent(limit -> to.addProperty("stoppedBy", limit));
    if (result.search().omissionProbability() > 0) {
      to.addProperty("omissionProbability", result.search().omissionProbability());
    }
    if (result.search().reduced()) {
      to.addProperty("counted", "representatives");
    }
    to.addProperty("states", statistics.states());
    to.addProperty("transitions", statistics.transitions());
    to.addProperty("depth", statistics.depth());
  }

  /**
   * Adds the danger of a claim that holds: the one that its witness meets, or one that no run comes
   * to.
   */
  private static void addDanger(JsonObject to, PropertyResult property) {
    if (property.verdict() == Verdict.HOLDS) {
      to.addProperty("danger", property.met().orElse(property.claim().leastDanger()).when());
      to.addProperty("dangerArises", !property.isOutOfDanger());
    }
  }

  /** Adds what is known of the fewest faults that it takes, if somebody asked. */
  private static void addFaults(JsonObject to, PropertyResult property) {
    if (property.fewest().isEmpty()) {
      return;
    }
    FewestFaults fewest = property.fewest().get();
    JsonObject object = new JsonObject();
    object.addProperty("ruledOutBelow", fewest.ruledOut());
    fewest
        .run()
        .ifPresent(run -> {
          object.addProperty("fewest", run.total());
          object.addProperty("losses", run.losses());
          object.addProperty("copies", run.copies());
          object.addProperty("overtakings", run.overtakings());
        });
    fewest.stoppedBy().ifPresent(limit -> object.addProperty("stoppedBy", limit));
    object.addProperty("states", fewest.states());
    to.add("faults", object);
  }

  private static void addStory(JsonObject to, PropertyResult property) {
    if (property.story().isEmpty()) {
      return;
    }
    Story story = property.story().get();
    to.addProperty("traceKind", story.kind().name().toLowerCase(Locale.ROOT));
    to.addProperty("ending", story.ending());
    story.loop().ifPresent(loop -> to.addProperty("loopStart", loop.firstStep()));
    StoryArrows arrows = new StoryArrows(story);
    WorldNames words = new WorldNames(story.setup());
    JsonArray trace = new JsonArray();
    for (Step step : story.steps()) {
      trace.add(step(story, step, arrows, words));
    }
    to.add("trace", trace);
  }

  private static JsonObject step(Story story, Step step, StoryArrows arrows, WorldNames words) {
    JsonObject object = new JsonObject();
    object.addProperty("step", step.number());
    if (story.ticks()) {
      object.addProperty("tick", step.tick());
    }
    if (words.countsTime()) {
      object.addProperty("time", words.moment(step.tick()));
    }
    object.addProperty(
        "host", step.at().map(at -> name(story, at)).orElse(step.isTick() ? "clock" : "network"));
    object.addProperty("action", words.action(step, arrows));
    object.addProperty("why", step.why());
    addUnlessEmpty(object, "source", step.source());
    step.arrives()
        .ifPresent(number -> object.add("arrives", segment(story, words, arrows.get(number))));
    step.lost().ifPresent(number -> object.add("lost", segment(story, words, arrows.get(number))));
    step.copy().ifPresent(arrow -> object.addProperty("copy", arrow.number()));
    if (!step.sent().isEmpty()) {
      JsonArray sent = new JsonArray();
      step.sent().forEach(arrow -> sent.add(segment(story, words, arrow)));
      object.add("sent", sent);
    }
    if (!step.changes().isEmpty()) {
      JsonArray changes = new JsonArray();
      for (StateChange change : step.changes()) {
        JsonObject each = new JsonObject();
        each.addProperty("host", name(story, change.socket()));
        addUnlessEmpty(each, "socket", words.name(change.socket()));
        each.addProperty("from", change.from().name());
        each.addProperty("to", change.to().name());
        changes.add(each);
      }
      object.add("changes", changes);
    }
    if (!step.told().bytes().isEmpty()) {
      object.addProperty("read", step.told().bytes().size());
    }
    WorldNames.userTold(step.told()).ifPresent(told -> object.addProperty("userTold", told));
    return object;
  }

  private static JsonObject segment(Story story, WorldNames words, Arrow arrow) {
    JsonObject object = new JsonObject();
    object.addProperty("number", arrow.number());
    object.addProperty("from", name(story, arrow.from()));
    object.addProperty("segment", words.segment(arrow));
    Segment segment = arrow.segment();
    object.addProperty("flags", WorldNames.flags(segment));
    object.addProperty("seq", segment.seq());
    if (segment.has(Flag.ACK)) {
      object.addProperty("ack", segment.ack());
    }
    object.addProperty("length", segment.length());
    segment.timestamp().ifPresent(value -> object.addProperty("timestamp", value));
    if (arrow.retransmission()) {
      object.addProperty("retransmission", true);
    }
    if (arrow.lostAtOnce()) {
      object.addProperty("lostAtOnce", true);
    }
    return object;
  }

  private static String name(Story story, Socket socket) {
    return story.lifelines().get(socket.lifeline()).name();
  }

  private static void addUnlessEmpty(JsonObject to, String name, String value) {
    if (!value.isEmpty()) {
      to.addProperty(name, value);
    }
  }

  public static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
