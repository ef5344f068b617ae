package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.report.words.StoryArrows;
import io.tarry.report.words.WorldNames;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trace told as a story")
class StoryTest {

  static Story story(TestWorld world, String property) {
    Scenario.Expectation expectation =
        new Scenario.Expectation(Catalogue.find(property).orElseThrow(), Verdict.VIOLATED);
    Scenario.Case one =
        new Scenario.Case(
            "case", List.of("rfc9293", "rfc9293"), world.settings(), List.of(expectation));
    Scenario scenario = new Scenario("x.yaml", "title", "question", "source", List.of(one));
    return Check.whole().of(scenario, one).properties().get(0).story().orElseThrow();
  }

  private static List<String> lines(Story story) {
    WorldNames words = new WorldNames(story.setup());
    StoryArrows arrows = new StoryArrows(story);
    List<String> lines = new ArrayList<>();
    for (Story.Step step : story.steps()) {
      StringBuilder line = new StringBuilder();
      line.append(step.at().map(at -> at.end().label()).orElse("network"))
          .append(": ")
          .append(words.action(step, arrows));
      step.arrives().ifPresent(arrow -> line.append(" #").append(arrow));
      step.lost().ifPresent(arrow -> line.append(" #").append(arrow));
      step.copy().ifPresent(copy -> line.append(" copy #").append(copy.number()));
      for (Story.Arrow arrow : step.sent()) {
        line.append(", sends #").append(arrow.number()).append(' ').append(words.segment(arrow));
        line.append(arrow.retransmission() ? " again" : "");
        line.append(arrow.lostAtOnce() ? " and loses it" : "");
      }
      step.changes().forEach(change -> line.append(", ").append(change.to()));
      WorldNames.userTold(step.told()).ifPresent(told -> line.append(", told ").append(told));
      lines.add(line.toString());
    }
    return lines;
  }

  @Test
  void the_last_ack_is_lost_and_nobody_remembers() {
    Story story =
        story(
            TestWorld.serverCloses().losing(1).timeWait(0).untimed(1).timeWait(0),
            "fin-from-last-ack-never-answered-by-rst");

    assertThat(story.kind()).isEqualTo(Story.Kind.COUNTEREXAMPLE);
    assertThat(story.ticks()).isFalse();
    assertThat(lines(story))
        .containsExactly(
            "server: close(), sends #1 FIN,ACK seq=301 ack=101, FIN_WAIT_1",
            "client: FIN,ACK seq=301 ack=101 arrives #1, sends #2 ACK seq=101 ack=302, CLOSE_WAIT,"
                + " told end of file",
            "client: close(), sends #3 FIN,ACK seq=101 ack=302, LAST_ACK",
            "server: FIN,ACK seq=101 ack=302 arrives #3, sends #4 ACK seq=302 ack=102, CLOSED,"
                + " told end of file",
            "client: retransmission timer expires, sends #5 FIN,ACK seq=101 ack=302 again",
            "server: FIN,ACK seq=101 ack=302 arrives #5, sends #6 RST seq=302");
  }

  @Test
  void a_tick_belongs_to_nobody_and_counts() {
    Story story =
        story(TestWorld.serverCloses().losing(1), "fin-from-last-ack-never-answered-by-rst");

    assertThat(story.ticks()).isTrue();
    assertThat(story.steps()).filteredOn(Story.Step::isTick).isNotEmpty();
    assertThat(story.steps().get(story.steps().size() - 1).tick())
        .isEqualTo((int) story.steps().stream().filter(Story.Step::isTick).count());
  }

  @Test
  void what_is_surely_lost_is_sent_and_lost_in_one_step() {
    TestWorld world =
        TestWorld.serverCloses()
            .surelyLosing(io.tarry.tcp.settings.SegmentKind.FIN, Settings.UNLIMITED);
    Story story = story(world, "nobody-gives-up");
    assertThat(lines(story).get(0))
        .isEqualTo("server: close(), sends #1 FIN,ACK seq=301 ack=101 and loses it, FIN_WAIT_1");
    assertThat(story.ending()).contains("gives up");
  }

  @Test
  void a_copy_leaves_where_the_original_did() {
    Story story =
        story(
            TestWorld.serverCloses().inOrder().duplicating(1).timeWait(0),
            "no-rst-after-graceful-close");
    assertThat(story.steps()).anySatisfy(step -> assertThat(step.copy()).isPresent());
  }
}
