package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.tarry.engine.Model;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Settings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Wherever the runs of a legal world lead, its states have room for what is there. */
class LegalWorldsProperties {

  private static final int WALKS = 3;
  private static final int STEPS_MAX = 600;

  @Property(tries = 400)
  void can_be_walked_through_at_random(@ForAll("files") String text, @ForAll long seed) {
    Reading reading = ScenarioReader.read("x.yaml", text);
    Statistics.label("refused")
        .collect(reading instanceof Reading.Bad)
        .coverage(coverage -> coverage.check(false).percentage(percent -> percent > 50));
    if (reading instanceof Reading.Good good) {
      Settings settings = good.scenario().cases().get(0).settings();
      Settings all = settings.remembering(EnumSet.allOf(Settings.Ghost.class));
      for (int walk = 0; walk < WALKS; walk++) {
        Random random = new Random(seed + walk);
        assertThatCode(() -> walk(new TcpModel(all), random)).doesNotThrowAnyException();
      }
    }
  }

  /** Some walks seldom deliver anything, some seldom let time pass, and so on. */
  private static void walk(TcpModel model, Random random) {
    Steps steps = new Steps(random);
    model.initialStates(steps);
    for (int i = 0; i < STEPS_MAX && steps.end.isPresent(); i++) {
      long[] state = steps.end.get();
      steps.clear();
      model.successors(state, steps);
    }
  }

  private static final class Steps implements Model.Sink {
    private final Random random;
    private final int[] weights;
    private Optional<long[]> end = Optional.empty();
    private int weight;

    Steps(Random random) {
      this.random = random;
      weights = random.ints(Action.Kind.values().length, 0, 8).map(bits -> 1 << bits).toArray();
    }

    void clear() {
      end = Optional.empty();
      weight = 0;
    }

    @Override
    public void offer(int action, long[] next) {
      int own = weights[Action.of(action).kind().ordinal()];
      weight += own;
      if (random.nextInt(weight) < own) {
        end = Optional.of(next.clone());
      }
    }

    @Override
    public void beyond(int action, String limit) {}
  }

  @Provide
  Arbitrary<String> files() {
    return Arbitraries.oneOf(ExtremeFiles.any(), ExtremeFiles.overlapping());
  }
}
