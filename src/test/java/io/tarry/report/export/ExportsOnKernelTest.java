package io.tarry.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.check.LessonResults;
import io.tarry.engine.Verdict;
import io.tarry.lab.Lab;
import io.tarry.lab.LabException;
import io.tarry.lab.PlayedRun;
import io.tarry.packetdrill.PktException;
import io.tarry.packetdrill.PktReader;
import io.tarry.packetdrill.PktScript;
import io.tarry.packetdrill.PktWorld;
import io.tarry.packetdrill.ScriptOutcome;
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

  @Test
  void agree_with_it_where_the_run_was_confirmed_and_nowhere_else() throws Exception {
    Played lesson4 = played(LessonResults.of("04-why-time-wait.yaml"));
    assertThat(lesson4.otherwise).isEmpty();
    assertThat(lesson4.confirmed).isEqualTo(5);
    Played lesson18 = played(LessonResults.of("18-two-time-waits.yaml"));
    assertThat(lesson18.otherwise).isEmpty();
    assertThat(lesson18.refuted).isEqualTo(3);
  }

  @Test
  @Tag("stress")
  void of_all_lessons_do_the_same() throws Exception {
    Played all = played(LessonResults.all().stream().flatMap(List::stream).toList());
    assertThat(all.otherwise).isEmpty();
    assertThat(all.confirmed).isGreaterThan(15);
  }

  /**
   * How many runs a kernel did in both scripts, and not, and those where the lab says otherwise.
   */
  private record Played(int confirmed, int refuted, List<String> otherwise) {}

  /** Plays the scripts of all counterexamples that have some. */
  private Played played(List<CaseResult> results) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<PlayedRun, List<Future<Optional<ScriptOutcome>>>> running = new LinkedHashMap<>();
      for (PlayedRun played : LabFolder.read(REPORTS, results)) {
        Optional<Exported> run = exported(played);
        if (run.isPresent()) {
          List<Future<Optional<ScriptOutcome>>> scripts = new ArrayList<>();
          for (String text : ScriptsOfRun.of(run.get()).values()) {
            scripts.add(threads.submit(() -> play(PktReader.read("exported.pkt", text))));
          }
          running.put(played, scripts);
        }
      }
      int[] count = new int[2];
      List<String> otherwise = new ArrayList<>();
      for (Map.Entry<PlayedRun, List<Future<Optional<ScriptOutcome>>>> one : running.entrySet()) {
        List<ScriptOutcome> outcomes = new ArrayList<>();
        for (Future<Optional<ScriptOutcome>> script : one.getValue()) {
          script.get().ifPresent(outcomes::add);
        }
        boolean agrees = outcomes.stream().allMatch(ScriptOutcome::agrees);
        if (outcomes.size() == one.getValue().size()) {
          count[agrees ? 0 : 1]++;
          if (agrees != one.getKey().outcome() instanceof io.tarry.lab.Outcome.Confirmed) {
            otherwise.add(one.getKey() + ": " + outcomes);
          }
        }
      }
      return new Played(count[0], count[1], otherwise);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Optional<Exported> exported(PlayedRun played) {
    return played.property().verdict() == Verdict.VIOLATED
        ? played
            .property()
            .story()
            .map(story -> Exported.of(played.result(), played.property(), story))
            .filter(run -> ScriptsOfRun.obstacle(run).isEmpty())
        : Optional.empty();
  }

  /** What came of it; empty if no kernel can play it. */
  private Optional<ScriptOutcome> play(PktScript script)
      throws LabException, IOException, PktException {
    try {
      return lab.replay(script, PktWorld.usual(Stack.LINUX).as(script));
    } catch (PktException e) {
      if (e.isMistake()) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
