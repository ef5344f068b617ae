package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Property;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.property.Danger;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.TcpState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run that goes on for ever, told as a story")
class LoopStoryTest {

  private static Story counterexample(TestWorld world, Property<TcpModel> property) {
    Claim claim =
        new Claim(
            property.name(),
            "The claim",
            "nowhere",
            "it is broken",
            List.of(new Danger("it is asked", "it is kept", Optional.empty())),
            Set.of(),
            property);
    Scenario.Case one =
        new Scenario.Case(
            "case",
            List.of("rfc9293", "rfc9293"),
            world.settings(),
            List.of(new Scenario.Expectation(claim, Verdict.VIOLATED)));
    Scenario scenario = new Scenario("x.yaml", "title", "question", "source", List.of(one));
    PropertyResult result = Check.whole().of(scenario, one).properties().get(0);
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    return result.story().orElseThrow();
  }

  @Test
  void what_is_on_its_way_at_the_end_is_what_was_on_its_way_at_the_start() {
    // A network that copies as often as it likes can copy a RST, which nobody answers, for ever.
    Script abort = Script.of(Script.Instruction.of(Call.ABORT));
    Story story =
        counterexample(
            TestWorld.serverCloses()
                .scripts(abort, Script.of(TestWorld.CLOSE_ON_EOF))
                .untimed(1)
                .duplicating(Settings.UNLIMITED),
            Property.leadsTo(
                "network-gets-empty",
                (model, before, action, after) -> model.step().sentCount() > 0,
                (model, before, action, after) -> model.after().flight().count() == 0));

    Story.Loop loop = story.loop().orElseThrow();
    Story.Step last = story.steps().get(story.steps().size() - 1);
    assertThat(loop.firstStep()).isEqualTo(last.number());
    int copy = last.copy().orElseThrow().number();
    assertThat(loop.carried()).containsEntry(copy, last.arrives().orElseThrow());
    assertThat(story.ending()).isEqualTo("it is broken");
  }

  @Test
  void a_run_that_ends_too_early_says_that_it_ends() {
    Story story =
        counterexample(
            TestWorld.serverCloses(),
            Property.leadsTo(
                "reaches-closing",
                (model, before, action, after) -> model.step().sentCount() > 0,
                (model, before, action, after) ->
                    model.after().tcb(End.CLIENT).state() == TcpState.CLOSING));

    assertThat(story.loop()).isEmpty();
    assertThat(story.ending()).isEqualTo("it is broken; no step is possible any more");
  }

  @Test
  void a_loop_begins_with_a_step_of_the_story() {
    assertThatThrownBy(() -> new Story.Loop(0, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    Story story =
        counterexample(
            TestWorld.serverCloses(),
            Property.always("never-sends", (model, b, a, after) -> model.step().sentCount() == 0));
    assertThatThrownBy(() ->
            new Story(
                story.kind(),
                story.setup(),
                story.start(),
                story.steps(),
                Optional.of(new Story.Loop(story.steps().size() + 1, Map.of())),
                story.ending(),
                story.causes()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
