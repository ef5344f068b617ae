package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.packetdrill.PktException;
import io.tarry.packetdrill.PktReader;
import io.tarry.packetdrill.PktScript;
import io.tarry.packetdrill.PktScript.Statement;
import io.tarry.packetdrill.PktWorld;
import io.tarry.packetdrill.ScriptOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scripts of our own suite on this machine's kernel, which is what {@code linux} describes. */
@Tag("kernel")
@DisplayName("Scripts of packetdrill on this kernel")
class ScriptsOnKernelTest {

  private static final Path SCRIPTS = Path.of("src/test/resources/packetdrill");
  private static final long MICROS_MAX = 5_000_000;
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

  private static List<PktScript> scripts() throws IOException, PktException {
    List<PktScript> scripts = new ArrayList<>();
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.sorted().toList()) {
        scripts.add(PktReader.read(file.getFileName().toString(), Files.readString(file)));
      }
    }
    return scripts;
  }

  private static boolean isShort(PktScript script) {
    return script.statements().stream().map(Statement::when).mapToLong(when -> when.from()).sum()
        < MICROS_MAX;
  }

  @Test
  void those_that_take_seconds_agree_with_it_if_they_are_true_of_linux() throws Exception {
    assertThat(otherwise(scripts().stream().filter(ScriptsOnKernelTest::isShort).toList()))
        .isEmpty();
  }

  @Test
  @Tag("stress")
  void those_that_wait_for_time_wait_agree_with_it_if_they_are_true_of_linux() throws Exception {
    assertThat(otherwise(scripts().stream().filter(script -> !isShort(script)).toList())).isEmpty();
  }

  /** Those that are true of the stack {@code linux} and not of the kernel, or the other way. */
  private List<String> otherwise(List<PktScript> scripts) throws Exception {
    assertThat(scripts).hasSizeGreaterThan(5);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Optional<ScriptOutcome>>> played = new ArrayList<>();
      for (PktScript script : scripts) {
        played.add(threads.submit(() -> lab.replay(script, world(script))));
      }
      List<String> otherwise = new ArrayList<>();
      for (int i = 0; i < scripts.size(); i++) {
        PktScript script = scripts.get(i);
        ScriptOutcome outcome = played.get(i).get().orElseThrow();
        if (agrees(outcome) != isOfLinux(script)) {
          // The machine may have stood still for longer than a timer. Alone, it is played in time.
          outcome = lab.replay(script, world(script)).orElseThrow();
        }
        if (agrees(outcome) != isOfLinux(script)) {
          otherwise.add(script.file() + ": " + outcome);
        }
      }
      return otherwise;
    } finally {
      threads.shutdownNow();
    }
  }

  private static PktWorld world(PktScript script) throws PktException {
    return PktWorld.usual(PktWorld.STACKS.get("linux")).as(script);
  }

  private static boolean agrees(ScriptOutcome outcome) {
    return outcome.agrees() && outcome.unsaid().isEmpty();
  }

  private static boolean isOfLinux(PktScript script) {
    return Arrays.asList(script.settings().get(PktWorld.AGREES).split(" ", -1)).contains("linux");
  }
}
