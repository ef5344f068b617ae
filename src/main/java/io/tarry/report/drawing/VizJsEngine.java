package io.tarry.report.drawing;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.values.primitive.V8ValueString;
import com.caoccao.javet.values.reference.V8ValueFunction;
import guru.nidi.graphviz.engine.AbstractGraphvizEngine;
import guru.nidi.graphviz.engine.EngineResult;
import guru.nidi.graphviz.engine.GraphvizException;
import guru.nidi.graphviz.engine.Options;
import guru.nidi.graphviz.engine.Rasterizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * GraphViz inside this JVM: V8 runs the viz.js of graphviz-java, so that results are the same on
 * every machine, whatever is installed there. This is not an {@code AbstractJsGraphvizEngine},
 * which measures fonts, and so needs some even for SVG, and which keeps an interpreter for each
 * thread, where one is enough.
 */
final class VizJsEngine extends AbstractGraphvizEngine {

  private static final String VIZ_JS = "META-INF/resources/webjars/viz.js-graphviz-java/2.1.3/";

  /** The functions that graphviz-java's render.js calls, and the call itself. */
  private static final String BEFORE =
      """
      var outcome = {};
      function result(text) { outcome.svg = text; }
      function error(text) { outcome.error = text; }
      function log(text) { outcome.log = (outcome.log || "") + text + "\\n"; }
      """;

  private static final String DRAW =
      """
      (function(dot) {
        outcome = {};
        render(dot, {format: "svg", engine: "neato"});
      })
      """;

  /**
   * Takes one of the results. Javet's getString of a property would cut off one character for each
   * one beyond U+FFFF.
   */
  private static final String TAKE =
      """
      (function(name) { return outcome[name] || ""; })
      """;

  /**
   * Javet would log to stderr what we report as values. This is a field, since loggers are weakly
   * referenced.
   */
  private static final Logger JAVET = Logger.getLogger("com.caoccao.javet");

  /**
   * The only thread that enters V8. Where the processor has memory protection keys, V8's memory is
   * closed to every thread except the one that loaded V8 and those that it started; any other one
   * crashes the JVM with SIGSEGV (V8 issue 360909072).
   */
  private static final ExecutorService V8_THREAD =
      Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "tarry-v8");
        thread.setDaemon(true);
        return thread;
      });

  /** V8 with all scripts in it, and the two functions that are called from here. */
  private record Loaded(V8Runtime v8, V8ValueFunction draw, V8ValueFunction take) {

    void close() throws JavetException {
      take.close();
      draw.close();
      v8.close();
    }
  }

  /**
   * What the last engine had when it was closed. To load it all again takes a second, so the next
   * engine of this JVM gets it. Only V8's thread looks at it.
   */
  private static @Nullable Loaded spare;

  private @Nullable Loaded loaded;

  /** After a failure nobody knows what GraphViz was in the middle of. */
  private boolean failed;

  VizJsEngine() {
    super(true);
  }

  @Override
  protected void doInit() throws IOException {
    try {
      inV8(() -> {
        load();
        return true;
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void load() throws IOException {
    JAVET.setLevel(Level.OFF);
    try {
      Loaded left = spare;
      spare = null;
      loaded = left == null ? fresh() : left;
      // Most of the second that starting takes is spent in GraphViz; and this shows that it works.
      drawn("digraph {}");
    } catch (JavetException | GraphvizException | LinkageError e) {
      throw new IOException("V8 does not start: " + e.getMessage(), e);
    }
  }

  private static Loaded fresh() throws IOException, JavetException {
    V8Runtime v8 = V8Library.load().createV8Runtime();
    v8.setPromiseRejectCallback((event, promise, value) -> {});
    v8.getExecutor(BEFORE).executeVoid();
    v8.getExecutor(resource(VIZ_JS + "viz.js")).executeVoid();
    v8.getExecutor(resource(VIZ_JS + "full.render.js")).executeVoid();
    v8.getExecutor(resource("guru/nidi/graphviz/engine/render.js")).executeVoid();
    return new Loaded(v8, v8.getExecutor(DRAW).execute(), v8.getExecutor(TAKE).execute());
  }

  @Override
  public EngineResult execute(String dot, Options options, @Nullable Rasterizer rasterizer) {
    return EngineResult.fromString(inV8(() -> drawn(dot)));
  }

  private String drawn(String dot) {
    Loaded engine = loaded;
    if (engine == null) {
      throw new GraphvizException("the engine is closed");
    }
    boolean done = false;
    try {
      engine.draw().callVoid(null, dot);
      // The result comes through a promise.
      engine.v8().await();
      // GraphViz also has warnings; a layout that causes one is a defect of ours.
      for (String problem : new String[] {"error", "log"}) {
        String text = taken(engine.take(), problem);
        if (!text.isEmpty()) {
          throw new GraphvizException("GraphViz: " + text.strip());
        }
      }
      String svg = taken(engine.take(), "svg");
      done = true;
      return svg;
    } catch (JavetException e) {
      throw new GraphvizException("V8: " + e.getMessage(), e);
    } finally {
      failed |= !done;
    }
  }

  private static String taken(V8ValueFunction taking, String name) throws JavetException {
    try (V8ValueString text = taking.call(null, name)) {
      return text.getValue();
    }
  }

  @Override
  public void close() {
    inV8(() -> {
      unload();
      return true;
    });
  }

  private void unload() {
    Loaded engine = loaded;
    loaded = null;
    if (engine == null) {
      return;
    }
    if (spare == null && !failed) {
      spare = engine;
      return;
    }
    try {
      engine.close();
    } catch (JavetException e) {
      throw new GraphvizException("V8 does not stop: " + e.getMessage(), e);
    }
  }

  /** Runs this in V8's thread, and waits for it even if interrupted, since it is short. */
  private static <T> T inV8(Callable<T> work) {
    Future<T> future = V8_THREAD.submit(work);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw new UncheckedIOException(io);
      } else if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      } else if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String resource(String path) throws IOException {
    try (InputStream in = VizJsEngine.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("not on the class path: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
