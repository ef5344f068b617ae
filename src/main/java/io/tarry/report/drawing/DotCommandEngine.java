package io.tarry.report.drawing;

import guru.nidi.graphviz.engine.AbstractGraphvizEngine;
import guru.nidi.graphviz.engine.EngineResult;
import guru.nidi.graphviz.engine.GraphvizException;
import guru.nidi.graphviz.engine.Options;
import guru.nidi.graphviz.engine.Rasterizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * GraphViz as a command, for machines where V8 does not run. It replaces graphviz-java's own class,
 * which leaves a folder in the temporary folder for each picture.
 */
final class DotCommandEngine extends AbstractGraphvizEngine {

  private final String command;

  DotCommandEngine(String command) {
    super(true);
    this.command = command;
  }

  @Override
  protected void doInit() throws IOException {
    run("digraph {}");
  }

  @Override
  public EngineResult execute(String dot, Options options, @Nullable Rasterizer rasterizer) {
    try {
      return EngineResult.fromString(run(dot));
    } catch (IOException e) {
      throw new GraphvizException(e.getMessage(), e);
    }
  }

  private String run(String dot) throws IOException {
    // Texts are not measured with these fonts, so warnings about fonts do not matter here.
    Process process =
        new ProcessBuilder(command, "-Kneato", "-Tsvg")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // GraphViz reads all of its input before it writes, so the two do not wait for each other.
    try (OutputStream in = process.getOutputStream()) {
      in.write(dot.getBytes(StandardCharsets.UTF_8));
    }
    String svg = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException("'" + command + "' failed with exit code " + exit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while '" + command + "' ran", e);
    }
    return svg;
  }
}
