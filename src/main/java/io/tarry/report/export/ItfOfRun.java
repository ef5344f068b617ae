package io.tarry.report.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.tarry.check.Moment;
import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Step;
import io.tarry.report.words.StoryArrows;
import io.tarry.report.words.WorldNames;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run in the Informal Trace Format, ADR 015 of Apalache: a state for the beginning, and one after
 * each step.
 */
public final class ItfOfRun {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final String[] VARIABLES = {
    "step", "tick", "at", "action", "why", "source", "ends", "listening", "network"
  };

  private final Story story;
  private final WorldNames words;
  private final StoryArrows arrows;
  private final Map<Integer, Arrow> underway = new TreeMap<>();

  private ItfOfRun(Exported run) {
    story = run.story();
    words = new WorldNames(story.setup());
    arrows = new StoryArrows(story);
  }

  /** The text of an {@code .itf.json} file. */
  public static String text(Exported run) {
    return GSON.toJson(new ItfOfRun(run).trace(run)) + "\n";
  }

  private JsonObject trace(Exported run) {
    JsonObject meta = new JsonObject();
    meta.addProperty("format", "ITF");
    meta.addProperty("format-description", "https://apalache-mc.org/docs/adr/015adr-trace.html");
    meta.addProperty("description", String.join(" | ", run.title()));
    JsonArray variables = new JsonArray();
    for (String variable : VARIABLES) {
      variables.add(variable);
    }
    JsonArray states = new JsonArray();
    states.add(state(0, 0, story.start()));
    for (Step step : story.steps()) {
      follow(step);
      states.add(told(step, state(step.number(), step.tick(), step.after())));
    }
    JsonObject trace = new JsonObject();
    trace.add("#meta", meta);
    trace.add("vars", variables);
    trace.add("states", states);
    // The state that follows the last one.
    story.loop().ifPresent(loop -> trace.addProperty("loop", loop.firstStep()));
    return trace;
  }

  private void follow(Step step) {
    step.arrives().ifPresent(underway::remove);
    step.lost().ifPresent(underway::remove);
    step.copy().ifPresent(copy -> underway.put(copy.number(), copy));
    step.sent().stream()
        .filter(arrow -> !arrow.lostAtOnce())
        .forEach(arrow -> underway.put(arrow.number(), arrow));
  }

  private JsonObject state(int number, int tick, Moment moment) {
    JsonObject meta = new JsonObject();
    meta.addProperty("index", number);
    JsonObject state = new JsonObject();
    state.add("#meta", meta);
    state.add("step", big(number));
    state.add("tick", big(tick));
    state.addProperty("at", "");
    state.addProperty("action", "the run begins");
    state.addProperty("why", "");
    state.addProperty("source", "");
    JsonArray ends = new JsonArray();
    moment.ends().forEach(end -> ends.add(end(end)));
    state.add("ends", ends);
    JsonArray ports = new JsonArray();
    moment.listeners().forEach(listener -> ports.add(big(listener.port())));
    JsonObject listening = new JsonObject();
    listening.add("#set", ports);
    state.add("listening", listening);
    JsonArray network = new JsonArray();
    underway.values().forEach(arrow -> network.add(segment(arrow)));
    state.add("network", network);
    return state;
  }

  private JsonObject told(Step step, JsonObject state) {
    state.addProperty("at", step.at().map(at -> name(at.lifeline())).orElse(""));
    state.addProperty("action", words.action(step, arrows));
    state.addProperty("why", step.why());
    state.addProperty("source", step.source());
    return state;
  }

  private JsonObject end(Moment.EndState end) {
    JsonObject state = new JsonObject();
    state.addProperty("host", name(end.socket().lifeline()));
    state.addProperty("clientPort", String.valueOf(end.connection().clientPort()));
    state.addProperty("state", end.state().name());
    state.add("sndUna", big(end.numbers().sndUna()));
    state.add("sndNxt", big(end.numbers().sndNxt()));
    state.add("rcvNxt", big(end.numbers().rcvNxt()));
    JsonArray timers = new JsonArray();
    for (Moment.RunningTimer timer : end.timers()) {
      JsonObject running = new JsonObject();
      running.addProperty("timer", timer.kind().name());
      running.add("left", big(timer.ticksLeft().orElse(-1)));
      timers.add(running);
    }
    state.add("timers", timers);
    return state;
  }

  private JsonObject segment(Arrow arrow) {
    JsonObject segment = new JsonObject();
    segment.addProperty("from", name(arrow.from().lifeline()));
    JsonArray flags = new JsonArray();
    arrow.segment().flags().forEach(flag -> flags.add(flag.name()));
    JsonObject set = new JsonObject();
    set.add("#set", flags);
    segment.add("flags", set);
    segment.add("seq", big(arrow.segment().seq()));
    segment.add("ack", big(arrow.segment().ack()));
    segment.add("length", big(arrow.segment().length()));
    return segment;
  }

  private String name(int lifeline) {
    return story.lifelines().get(lifeline).name();
  }

  private static JsonElement big(int number) {
    JsonObject big = new JsonObject();
    big.addProperty("#bigint", String.valueOf(number));
    return big;
  }
}
