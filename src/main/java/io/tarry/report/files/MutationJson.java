package io.tarry.report.files;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.tarry.survey.Mutation;
import io.tarry.survey.Mutation.Caught;
import java.util.List;

/** Which claims catch which wrong TCP, as JSON. */
public final class MutationJson {

  private static final int SCHEMA = 1;

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create();

  private MutationJson() {}

  /** One object, with the number with which the program ends. */
  public static String of(Mutation.Answer answer, int exit) {
    JsonObject whole = new JsonObject();
    whole.addProperty("schema", SCHEMA);
    JsonArray wrong = new JsonArray();
    answer.rows().forEach(row -> wrong.add(row(answer, row)));
    whole.add("wrong", wrong);
    whole.add("cases", cases(answer.worlds()));
    whole.add("leftOut", cases(answer.tooLarge()));
    whole.addProperty("exit", exit);
    return GSON.toJson(whole) + "\n";
  }

  private static JsonObject row(Mutation.Answer answer, Mutation.Row row) {
    JsonObject object = new JsonObject();
    object.addProperty("name", row.wrong().id());
    object.addProperty("does", row.wrong().sentence());
    row.wrong().report().ifPresent(report -> object.addProperty("report", report));
    object.addProperty("allSearched", row.whole());
    JsonArray caught = new JsonArray();
    for (Caught one : row.caught()) {
      JsonObject by = place(answer.worlds().get(one.world()));
      by.addProperty("property", one.claim().id());
      by.addProperty("states", one.states());
      one.steps().ifPresent(steps -> by.addProperty("steps", steps));
      caught.add(by);
    }
    object.add("caughtBy", caught);
    return object;
  }

  private static JsonArray cases(List<Mutation.World> worlds) {
    JsonArray cases = new JsonArray();
    worlds.forEach(world -> cases.add(place(world)));
    return cases;
  }

  private static JsonObject place(Mutation.World world) {
    JsonObject object = new JsonObject();
    object.addProperty("scenario", world.scenario().file());
    object.addProperty("case", world.checked().name());
    return object;
  }
}
