package io.tarry.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.check.LessonResults;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Verdict;
import io.tarry.lab.Lab;
import io.tarry.lab.LabException;
import io.tarry.packetdrill.Outcome;
import io.tarry.packetdrill.PktException;
import io.tarry.packetdrill.PktReader;
import io.tarry.packetdrill.PktScript;
import io.tarry.packetdrill.PktWorld;
import io.tarry.report.files.LabFolder;
import io.tarry.tcp.settings.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code check --also packetdrill} writes, played to this machine's kernel. */
@Tag("kernel")
@DisplayName("Exported scripts on this kernel")
class ExportsOnKernelTest {

  private static final Path REPORTS = Path.of("reports");
  private static final int AT_ONCE = 16;

  private Lab lab;

  @BeforeEach
  void open() throws IOException {
    try {
      lab = Lab.open(() -> false);
    } catch (LabException e) {
      Assumptions.abort(e.getMessage());
    }
  }

  /** What came of both scripts of each run: nothing if one cannot be played. */
  private Map<String, Optional<Boolean>> played(Map<String, Exported> runs) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<String, List<Future<Optional<Outcome>>>> running = new LinkedHashMap<>();
      for (Map.Entry<String, Exported> run : runs.entrySet()) {
        List<Future<Optional<Outcome>>> both = new ArrayList<>();
        for (Map.Entry<String, String> each : ScriptsOfRun.of(run.getValue()).entrySet()) {
          PktScript script = PktReader.read(run.getKey() + ", " + each.getKey(), each.getValue());
          both.add(threads.submit(() -> play(script)));
        }
        running.put(run.getKey(), both);
      }
      Map<String, Optional<Boolean>> played = new LinkedHashMap<>();
      for (Map.Entry<String, List<Future<Optional<Outcome>>>> each : running.entrySet()) {
        Optional<Boolean> agrees = Optional.of(true);
        for (Future<Optional<Outcome>> one : each.getValue()) {
          Optional<Outcome> outcome = one.get();
          agrees = agrees.flatMap(so -> outcome.map(its -> so && its.agrees()));
          outcome
              .flatMap(Outcome::disagreement)
              .ifPresent(why -> System.out.println(each.getKey() + ": " + why));
        }
        played.put(each.getKey(), agrees);
      }
      return played;
    } finally {
      threads.shutdownNow();
    }
  }

  private Optional<Outcome> play(PktScript script) throws LabException, IOException, PktException {
    try {
      return lab.replay(script, PktWorld.usual(Stack.LINUX).as(script));
    } catch (PktException e) {
      if (e.isMistake()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  @Test
  void agree_with_it_where_the_run_is_confirmed() throws Exception {
    Map<String, Boolean> confirmed = new LinkedHashMap<>();
    Map<String, Exported> runs = new LinkedHashMap<>();
    List<CaseResult> lessons = LessonResults.all().stream().flatMap(List::stream).toList();
    for (io.tarry.lab.Trial trial : LabFolder.read(REPORTS, lessons)) {
      PropertyResult property = trial.property();
      if (property.verdict() != Verdict.VIOLATED || property.story().isEmpty()) {
        continue;
      }
      Exported run = Exported.of(trial.result(), property, property.story().get());
      if (ScriptsOfRun.obstacle(run).isEmpty()) {
        String name = trial.result().caseName() + ", " + property.claim().id();
        runs.put(name, run);
        confirmed.put(name, trial.outcome() instanceof io.tarry.lab.Outcome.Confirmed);
      }
    }
    Map<String, Optional<Boolean>> played = played(runs);
    played.forEach((run, agrees) ->
        System.out.println(run + ": lab " + confirmed.get(run) + ", scripts " + agrees));
    assertThat(played).isNotEmpty();
  }
}
