package io.tarry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
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
    command.add("-XX:TieredStopAtLevel=1"); // it does not live long enough for more
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** All that it says up to those words; it must say them. */
  public static String readUntil(String words, Process process) throws IOException {
    InputStream from = process.getInputStream();
    StringBuilder read = new StringBuilder();
    while (read.indexOf(words, read.length() - words.length()) < 0) {
      int next = from.read(); // each of these words is of letters that one byte has room for
      assertThat(next).as(read.toString()).isNotNegative();
      read.append((char) next);
    }
    return read.toString();
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
