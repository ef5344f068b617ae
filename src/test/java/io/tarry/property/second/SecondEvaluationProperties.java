package io.tarry.property.second;

import io.tarry.check.LessonsTest;
import io.tarry.property.Catalogue;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.WorldText;
import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.HalfClosedTest;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** {@link io.tarry.property.CatalogueTest} does the same along runs that break each claim. */
@Label("Each claim, and its dangers, step by step, mean their sentences")
class SecondEvaluationProperties {

  private static final int PLACES_A_WORLD = Integer.getInteger("tarry.second.places", 100);

  /** All but the number of segments sent, which makes too many states. */
  private static final Set<Settings.Ghost> GHOSTS =
      EnumSet.complementOf(EnumSet.of(Settings.Ghost.SENT));

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void over_random_worlds(@ForAll("worlds") Settings settings) {
    compare(settings, WorldText.of(settings));
  }

  @Example
  void over_the_lessons() throws IOException {
    for (Scenario lesson : LessonsTest.lessons()) {
      for (Scenario.Case one : lesson.cases()) {
        if (one.settings().time().real()) {
          continue; // RealTimeProperties hold it to ticks
        }
        compare(one.settings().remembering(GHOSTS), lesson.file() + ", " + one.name());
      }
    }
  }

  @Example
  void over_worlds_that_start_half_closed() {
    HalfClosedTest.worlds()
        .map(world -> HalfClosedTest.starting(Settings.Start.HALF_CLOSED, world.settings()))
        .forEach(settings -> compare(settings, WorldText.of(settings)));
  }

  private static void compare(Settings settings, String world) {
    SecondEvaluation evaluation =
        new SecondEvaluation(new TcpModel(settings), world, Catalogue.all()).withDangers();
    evaluation.breadthFirst(PLACES_A_WORLD);
    evaluation.walk(3);
  }

  @Provide
  Arbitrary<Settings> worlds() {
    return AnyWorlds.settings();
  }
}
