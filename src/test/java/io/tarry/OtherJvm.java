package io.tarry;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM of its own, with this one's class path, for what a test cannot do to itself. */
public final class OtherJvm {

  private OtherJvm() {}

  /** Starts a class there; all that it prints comes on standard output. */
  public static Process start(Class<?> main, List<String> options, List<String> args)
      throws IOException {
    return start(main, options, args, Map.of());
  }

  /** The same, with some variables of its environment set. */
  public static Process start(
      Class<?> main, List<String> options, List<String> args, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Sends it a signal; the test is skipped where the process was born to ignore that one. */
  public static void signal(Process process, String signal)
      throws IOException, InterruptedException {
    boolean ignored = signal.equals("INT") && ignoresInterrupts(process.pid());
    if (ignored) {
      process.destroyForcibly();
    }
    assumeFalse(ignored, "a shell's background command ignores SIGINT, and so does all it starts");
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  private static boolean ignoresInterrupts(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return false;
    }
    String line =
        Files.readAllLines(status).stream()
            .filter(it -> it.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0;
  }
}
