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
import io.tarry.check.PropertyResult;
import io.tarry.lab.Lab;
import io.tarry.lab.Outcome;
import io.tarry.lab.PlayedRun;
import io.tarry.scenario.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a kernel said to the runs of a scenario: what {@code lab --json} prints, and the {@code
 * lab.json} of a gallery, which {@code check} reads.
 */
public final class LabJson {

  /** The name of the file beside the pictures. */
  static final String FILE = "lab.json";

  private static final int SCHEMA = 1;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private LabJson() {}

  /** One object with everything that {@code lab} found out. */
  public static String of(List<PlayedRun> playedRuns, int exit) {
    JsonArray array = new JsonArray();
    for (PlayedRun played : playedRuns) {
      JsonObject object = new JsonObject();
      object.addProperty("scenario", played.result().scenario().file());
      array.add(add(object, played));
    }
    JsonObject whole = new JsonObject();
    whole.addProperty("schema", SCHEMA);
    whole.add("results", array);
    whole.addProperty("exit", exit);
    return Printable.lines(GSON.toJson(whole)) + "\n";
  }

  /**
   * The file of one scenario, which keeps what it says of other runs.
   *
   * @param before the text of the file so far, if there is one
   */
  static String file(List<PlayedRun> playedRuns, Optional<String> before) {
    Map<String, JsonObject> all = new LinkedHashMap<>();
    before.ifPresent(text -> runs(text).forEach(run -> all.put(key(run), run)));
    playedRuns.stream()
        .map(played -> add(new JsonObject(), played))
        .forEach(run -> all.put(key(run), run));
    JsonArray array = new JsonArray();
    all.values().forEach(array::add);
    JsonObject whole = new JsonObject();
    whole.addProperty("schema", SCHEMA);
    whole.add("runs", array);
    return Printable.lines(GSON.toJson(whole)) + "\n";
  }

  private static String key(JsonObject run) {
    return text(run, "case") + "\n" + text(run, "property");
  }

  private static JsonObject add(JsonObject object, PlayedRun played) {
    object.addProperty("case", played.result().caseName());
    object.addProperty("property", played.property().claim().id());
    played.property().story().ifPresent(story -> object.addProperty("run", Lab.digest(story)));
    Outcome outcome = played.outcome();
    if (outcome instanceof Outcome.Confirmed confirmed) {
      object.addProperty("outcome", "confirmed");
      object.addProperty("kernel", confirmed.kernel());
    } else if (outcome instanceof Outcome.Refuted refuted) {
      object.addProperty("outcome", "refuted");
      object.addProperty("kernel", refuted.kernel());
      object.addProperty("step", refuted.step());
      object.addProperty("host", refuted.host());
      object.addProperty("expected", refuted.expected().say());
      object.addProperty("seen", refuted.seen().say());
      JsonArray readings = new JsonArray();
      refuted.readings().forEach(readings::add);
      object.add("readings", readings);
    } else if (outcome instanceof Outcome.Unplayable unplayable) {
      object.addProperty("outcome", "unplayable");
      object.addProperty("why", unplayable.why());
    } else {
      object.addProperty("outcome", "interrupted");
    }
    return object;
  }

  /**
   * What a file says of that run; empty if it says nothing, or was written when the run was
   * another.
   */
  static Optional<Outcome> read(String text, CaseResult result, PropertyResult property) {
    String digest = property.story().map(Lab::digest).orElse("");
    return runs(text).stream()
        .filter(run -> text(run, "case").equals(result.caseName()))
        .filter(run -> text(run, "property").equals(property.claim().id()))
        .filter(run -> text(run, "run").equals(digest))
        .findFirst()
        .flatMap(LabJson::outcome);
  }

  private static Optional<Outcome> outcome(JsonObject run) {
    String kernel = text(run, "kernel");
    return switch (text(run, "outcome")) {
      case "confirmed" -> Optional.of(new Outcome.Confirmed(kernel, 0));
      case "refuted" ->
          Optional.of(
              new Outcome.Refuted(
                  kernel,
                  number(run, "step"),
                  text(run, "host"),
                  Outcome.Seen.of(text(run, "expected")),
                  Outcome.Seen.of(text(run, "seen")),
                  texts(run, "readings")));
      case "unplayable" -> Optional.of(new Outcome.Unplayable(text(run, "why")));
      default -> Optional.empty();
    };
  }

  private static List<JsonObject> runs(String text) {
    try {
      return JsonParser.parseString(text) instanceof JsonObject whole
              && whole.get("runs") instanceof JsonArray runs
          ? runs.asList().stream()
              .filter(JsonElement::isJsonObject)
              .map(JsonElement::getAsJsonObject)
              .toList()
          : List.of();
    } catch (JsonParseException e) {
      return List.of();
    }
  }

  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive text ? text.getAsString() : "";
  }

  private static List<String> texts(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray texts
        ? texts.asList().stream()
            .filter(JsonElement::isJsonPrimitive)
            .map(JsonElement::getAsString)
            .toList()
        : List.of();
  }

  private static int number(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive number && number.isNumber()
        ? number.getAsInt()
        : 0;
  }
}
