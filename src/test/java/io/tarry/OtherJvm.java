package io.tarry;

import java.io.IOException;
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

  /** The same, with more in its environment. */
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
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().putAll(environment);
    return process.start();
  }
}
