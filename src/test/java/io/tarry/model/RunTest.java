package io.tarry.model;

import static io.tarry.model.Claim.leadsTo;
import static io.tarry.model.Claim.reachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A run is a value that people and programs read. */
class RunTest {

  private enum Light {
    RED,
    GREEN
  }

  private static final class Lights extends FieldModel {
    final Choice<Light> light = choice("light", Light.class);
    final Subset<Light> seen = subset("seen", Light.class);
    final Fifo<Integer> queue = fifo("queue", 2, Domain.range(1, 2));

    Lights() {
      step("change").then(() -> light.set(light.is(Light.RED) ? Light.GREEN : Light.RED));
      step("look").then(() -> seen.add(light.get()));
      step("queue", Domain.range(1, 2)).when(n -> !queue.isFull()).then(queue::add);
    }
  }

  private static Run<Lights, Action> run() {
    return Check.of(Lights::new)
        .run(reachable("all", m -> m.seen.isFull() && m.queue.isFull()))
        .run("all");
  }

  @Test
  void equal_runs_are_equal_and_others_are_not() {
    assertThat(run()).isEqualTo(run()).hasSameHashCodeAs(run());
    Run<Lights, Action> run = run();
    assertThat(run).isNotEqualTo(new Run<>(List.of(run.first()), List.of(), Optional.empty()));
    assertThat(run.first()).isNotEqualTo(run.last());
  }

  @Test
  void its_states_are_read_by_the_variables_of_the_model() {
    Run<Lights, Action> run = run();

    assertThat(run.first().queue.isEmpty()).isTrue();
    assertThat(run.last().queue.value()).hasSize(2);
    assertThat(run.last().seen.isFull()).isTrue();
    assertThatThrownBy(() -> run.last().queue.clear()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void it_can_be_taken_again() {
    Run<Lights, Action> run = run();

    Check.of(Lights::new).replay(run);
    var toElsewhere =
        new Run<>(List.of(run.first(), run.last()), List.of(Action.of("look")), Optional.empty());
    assertThatThrownBy(() -> Check.of(Lights::new).replay(toElsewhere))
        .hasMessageContaining("look to light: GREEN, seen: [RED, GREEN]")
        .hasMessageContaining(
            " is not possible in this state, only [change, look, queue(1), queue(2)]");
    var fromElsewhere = new Run<>(List.of(run.last()), List.<Action>of(), Optional.empty());
    assertThatThrownBy(() -> Check.of(Lights::new).replay(fromElsewhere))
        .hasMessageContaining("is no initial state of the model");
  }

  @Test
  void its_text_shows_what_changes_within_100_columns() {
    record Inner(String text, Optional<Integer> number) {}
    record State(int n, Inner inner) {}
    String longText = "x".repeat(60);
    var run =
        new Run<>(
            List.of(
                new State(0, new Inner("a", Optional.empty())),
                new State(1, new Inner(longText, Optional.of(1))),
                new State(1, new Inner(longText, Optional.of(1)))),
            List.of("first", "second"),
            Optional.of(1));

    assertThat(run)
        .hasToString(
            """
               start   n: 0, inner.text: a, inner.number: Optional.empty
            1  first   n: 0 -> 1, inner.text: a -> %s,
                       inner.number: Optional.empty -> Optional[1]
            2  second  nothing changes
               and so on for ever: back to the state after step 1
            """
                .formatted(longText));
  }

  @Test
  void a_state_that_is_no_record_is_one_field() {
    assertThat(new Run<>(List.of("a", "b"), List.of(1), Optional.empty()))
        .hasToString(
            """
               start  state: a
            1  1      state: a -> b
            """);
  }

  @Test
  void its_json_has_each_field_by_name() {
    record State(int n, String text, List<Boolean> flags, Map<String, Integer> map) {}
    var run =
        new Run<>(
            List.of(new State(7, "a \"b\"\\\n\u0001\ud83d\ude00", List.of(true), Map.of("k", 2))),
            List.of(),
            Optional.empty());

    JsonObject state =
        JsonParser.parseString(run.toJson())
            .getAsJsonObject()
            .getAsJsonArray("states")
            .get(0)
            .getAsJsonObject();
    assertThat(state.get("n").getAsInt()).isEqualTo(7);
    assertThat(state.get("text").getAsString()).isEqualTo("a \"b\"\\\n\u0001\ud83d\ude00");
    assertThat(state.getAsJsonArray("flags").get(0).getAsBoolean()).isTrue();
    assertThat(state.getAsJsonObject("map").get("k").getAsInt()).isEqualTo(2);
  }

  @Test
  void its_json_names_actions_and_loop() {
    Claim<Lights, Object> never =
        leadsTo("stays red", m -> m.light.is(Light.GREEN), m -> m.queue.isFull());
    JsonObject json =
        JsonParser.parseString(Check.of(Lights::new).run(never).run("stays red").toJson())
            .getAsJsonObject();

    assertThat(json.getAsJsonArray("actions").get(0).getAsString()).isEqualTo("change");
    assertThat(json.get("loopStart").getAsInt()).isLessThan(json.getAsJsonArray("states").size());
  }

  @Test
  void its_itf_has_numbers_sets_and_the_action_of_each_state() {
    JsonObject itf = JsonParser.parseString(run().toItf()).getAsJsonObject();
    JsonArray states = itf.getAsJsonArray("states");
    JsonObject last = states.get(states.size() - 1).getAsJsonObject();
    Set<String> vars = new TreeSet<>();
    itf.getAsJsonArray("vars").forEach(name -> vars.add(name.getAsString()));

    assertThat(vars).containsExactly("light", "mbt::actionTaken", "queue", "seen");
    assertThat(states.get(0).getAsJsonObject().get("mbt::actionTaken").getAsString())
        .isEqualTo("init");
    assertThat(last.getAsJsonObject("#meta").get("index").getAsInt()).isEqualTo(states.size() - 1);
    assertThat(last.getAsJsonObject("seen").getAsJsonArray("#set")).hasSize(2);
    assertThat(last.getAsJsonArray("queue").get(0).getAsJsonObject().has("#bigint")).isTrue();
    assertThat(itf.has("loop")).isFalse();
  }

  @Test
  void the_loop_of_its_itf_goes_on_after_the_state_that_is_come_back_to() {
    var lasso = new Run<>(List.of("a", "b", "a"), List.of(1, 2), Optional.of(0));

    JsonObject itf = JsonParser.parseString(lasso.toItf()).getAsJsonObject();
    assertThat(itf.get("loop").getAsInt()).isEqualTo(1);
    assertThat(itf.getAsJsonArray("states")).hasSize(3);
  }
}
