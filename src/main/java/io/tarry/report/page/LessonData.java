package io.tarry.report.page;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.tarry.check.CaseResult;
import io.tarry.check.Moment;
import io.tarry.check.PropertyResult;
import io.tarry.check.StateGraph;
import io.tarry.check.Story;
import io.tarry.check.StorySetup;
import io.tarry.report.words.SocketRows;
import io.tarry.report.words.WorldNames;
import io.tarry.scenario.Printable;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.settings.Settings;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The data for the script of a lesson's page, as JSON that is safe within a script element. */
final class LessonData {

  private static final int UNLIMITED = -1;

  /** Escapes what could end the element or a line of it: {@code <}, {@code >}, U+2028. */
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private final SharedTables tables = new SharedTables();

  private LessonData() {}

  /**
   * The graphs and runs of all cases with a graph.
   *
   * @param names the names of the cases in URLs
   */
  static String of(List<CaseResult> results, Map<String, String> names) {
    LessonData data = new LessonData();
    JsonArray cases = new JsonArray();
    for (CaseResult result : results) {
      result
          .graph()
          .get()
          .ifPresent(graph ->
              cases.add(data.ofCase(result, names.getOrDefault(result.caseName(), ""), graph)));
    }
    JsonObject whole = new JsonObject();
    whole.add("cases", cases);
    whole.add("strings", data.tables.texts());
    whole.add("sockets", data.tables.sockets());
    whole.add("segments", data.tables.segments());
    whole.add("rows", data.tables.rows());
    whole.add("lists", data.tables.lists());
    whole.add("steps", data.tables.steps());
    return GSON.toJson(whole);
  }

  private JsonObject ofCase(CaseResult result, String id, StateGraph graph) {
    JsonObject object = new JsonObject();
    object.addProperty("id", id);
    object.addProperty("name", Printable.of(result.caseName()));
    object.addProperty("whole", graph.whole());
    object.addProperty("states", result.statistics().states());
    object.addProperty("ticks", graph.setup().clock().isPresent());
    result.inFile().ifPresent(one -> addLimits(object, one));
    JsonArray hosts = new JsonArray();
    WorldNames words = new WorldNames(graph.setup());
    for (StorySetup.Lifeline lifeline : graph.setup().lifelines()) {
      JsonArray host = new JsonArray();
      host.add(Printable.of(lifeline.name()));
      host.add(Printable.of(words.detail(lifeline)));
      host.add(words.timeWait(lifeline));
      hosts.add(host);
    }
    object.add("hosts", hosts);
    object.add("properties", properties(result, graph));
    List<Integer> segments = tables.segments(words, graph.segments());
    // A graph has few different ones, and each is written once.
    IdentityHashMap<StateGraph.Step, Integer> steps = new IdentityHashMap<>();
    IdentityHashMap<Moment, Integer> sockets = new IdentityHashMap<>();
    JsonArray lists = new JsonArray();
    JsonArray edges = new JsonArray();
    JsonObject ends = new JsonObject();
    for (int i = 0; i < graph.states().size(); i++) {
      StateGraph.State state = graph.states().get(i);
      lists.add(
          sockets.computeIfAbsent(
              state.sockets(), moment -> tables.list(words, SocketRows.of(graph.setup(), moment))));
      JsonArray leaving = new JsonArray();
      for (StateGraph.Edge edge : state.edges()) {
        leaving.add(edge.target());
        leaving.add(
            steps.computeIfAbsent(
                edge.step(), step -> tables.step(words, step, segments, graph.properties())));
      }
      edges.add(leaving);
      if (!state.signs().isEmpty()) {
        ends.add(String.valueOf(i), tables.signs(state.signs(), graph.properties()));
      }
    }
    object.add("lists", lists);
    object.add("clocks", array(graph.clocks()));
    if (graph.clocks().stream().anyMatch(period -> period > 1)) {
      JsonArray phases = new JsonArray();
      graph.states().forEach(state -> phases.add(array(state.phases())));
      object.add("phases", phases);
    }
    object.add("edges", edges);
    object.add("ends", ends);
    object.add("beginning", tables.signs(graph.beginning(), graph.properties()));
    return object;
  }

  private static void addLimits(JsonObject to, Scenario.Case one) {
    Settings.Network network = one.settings().network();
    to.addProperty("lose", limit(network.lose()));
    to.addProperty("copies", limit(network.duplicate()));
    to.addProperty("msl", one.settings().time().msl());
  }

  private static JsonArray array(List<Integer> numbers) {
    JsonArray array = new JsonArray();
    numbers.forEach(array::add);
    return array;
  }

  private static int limit(int budget) {
    return budget == Settings.UNLIMITED ? UNLIMITED : budget;
  }

  private JsonArray properties(CaseResult result, StateGraph graph) {
    JsonArray properties = new JsonArray();
    for (PropertyResult property : result.properties()) {
      JsonObject object = new JsonObject();
      String id = property.claim().id();
      object.addProperty("number", tables.property(id));
      object.addProperty("id", Printable.of(id));
      object.addProperty("says", Printable.of(property.claim().sentence()));
      object.addProperty("kind", word(property.claim().property().kind()));
      object.addProperty("verdict", word(property.verdict()));
      List<Integer> run = graph.runs().get(id);
      if (run == null || property.story().isEmpty()) {
        object.add("run", JsonNull.INSTANCE);
      } else {
        Story story = property.story().get();
        object.add("run", array(run));
        object.addProperty("ending", Printable.of(story.ending()));
        object.addProperty("loop", story.loop().map(Story.Loop::firstStep).orElse(0));
      }
      properties.add(object);
    }
    return properties;
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
