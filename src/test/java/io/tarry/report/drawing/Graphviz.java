package io.tarry.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import com.caoccao.javet.enums.JSRuntimeType;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.loader.IJavetLibLoadingListener;
import com.caoccao.javet.interop.loader.JavetLibLoader;
import com.caoccao.javet.values.primitive.V8ValueString;
import com.caoccao.javet.values.reference.V8ValueFunction;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * GraphViz itself, as viz.js has it, in a JavaScript engine: what pictures are compared with. There
 * is one in a JVM, which starts when it is first asked and ends with the JVM.
 */
public final class Graphviz {

  private static final String VIZ_JS = "META-INF/resources/webjars/viz.js-graphviz-java/2.1.3/";

  /** It never gives back all of its memory, so it is started anew after so many drawings. */
  private static final int DRAWINGS_MAX = 250;

  private static final String START =
      """
      (function() {
        viz = new Viz({
          Module: function() {
            var say = function(text) { outcome.said += text + "\\n"; };
            return Viz.Module({print: say, printErr: say});
          },
          render: Viz.render
        });
      })
      """;

  private static final String DRAW =
      """
      (function(dot) {
        outcome = {svg: "", said: ""};
        viz.renderString(dot, {format: "svg", engine: "neato"}).then(
            function(svg) { outcome.svg = svg; },
            function(error) { outcome.said += error; });
      })
      """;

  /** Javet's getString of a property would cut off a character for each one beyond U+FFFF. */
  private static final String TAKE = "(function(name) { return outcome[name]; })";

  private static final Pattern FONT_FAMILY = Pattern.compile("font-family=\"[^\"]*\"");

  /** The names of nodes and edges, which browsers would show as tooltips. */
  private static final Pattern NAMES =
      Pattern.compile("<!-- n[^>]*-->\n|<title>n[0-9]+(?:&#45;&gt;n[0-9]+)?</title>\n");

  private static final Pattern GROUP =
      Pattern.compile(
          "<g id=\"(?:node|edge)[0-9]+\" class=\"(?:node|edge)\">\n(.*?)</g>\n", Pattern.DOTALL);

  /**
   * The only thread that enters V8. Where the processor has memory protection keys, V8's memory is
   * closed to every thread except the one that loaded V8 and those that it started; any other one
   * crashes the JVM with SIGSEGV (V8 issue 360909072).
   */
  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "graphviz");
        thread.setDaemon(true);
        return thread;
      });

  private static Graphviz instance;

  private final V8ValueFunction start;
  private final V8ValueFunction draw;
  private final V8ValueFunction take;
  private final V8Runtime v8;
  private int drawings;

  private Graphviz() throws JavetException, IOException {
    v8 = load().createV8Runtime();
    v8.getExecutor("var viz, outcome = {svg: '', said: ''};").executeVoid();
    v8.getExecutor(resource(VIZ_JS + "viz.js")).executeVoid();
    v8.getExecutor(resource(VIZ_JS + "full.render.js")).executeVoid();
    start = v8.getExecutor(START).execute();
    draw = v8.getExecutor(DRAW).execute();
    take = v8.getExecutor(TAKE).execute();
  }

  /**
   * What it draws of that DOT text, with fonts that browsers have, and without names and groups
   * that only GraphViz needs. It must not complain.
   */
  public static String svg(String dot) {
    try {
      return tidy(THREAD.submit((Callable<String>) () -> instance().drawn(dot)).get());
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Graphviz instance() throws JavetException, IOException {
    if (instance == null) {
      instance = new Graphviz();
    }
    return instance;
  }

  private String drawn(String dot) throws JavetException {
    if (drawings++ % DRAWINGS_MAX == 0) {
      start.callVoid(null);
    }
    draw.callVoid(null, dot);
    // The result comes through a promise.
    v8.await();
    assertThat(taken("said")).as("what GraphViz says of " + dot).isEmpty();
    return taken("svg");
  }

  private String taken(String name) throws JavetException {
    try (V8ValueString text = take.call(null, name)) {
      return text.getValue();
    }
  }

  private static String tidy(String svg) {
    String named =
        FONT_FAMILY.matcher(svg).replaceAll("font-family=\"Helvetica,Arial,sans-serif\"");
    return GROUP.matcher(NAMES.matcher(named).replaceAll("")).replaceAll("$1");
  }

  /**
   * V8 is a library of 40 MB in a jar. Javet would unpack a copy for each JVM, and leave it; here
   * the first one that draws unpacks it for all.
   */
  private static V8Host load() throws IOException, JavetException {
    JavetLibLoader loader = new JavetLibLoader(JSRuntimeType.V8);
    Path folder = Files.createDirectories(Path.of("target", "v8")).toAbsolutePath();
    Path library = folder.resolve(loader.getLibFileName());
    if (!Files.exists(library)) {
      Path draft = Files.createTempFile(folder, "library", ".tmp");
      try (InputStream packed = open(loader.getResourceFileName().replaceFirst("^/", ""))) {
        Files.copy(packed, draft, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(draft, library, StandardCopyOption.ATOMIC_MOVE);
    }
    JavetLibLoader.setLibLoadingListener(
        new IJavetLibLoadingListener() {
          @Override
          public File getLibPath(JSRuntimeType type) {
            return folder.toFile();
          }

          @Override
          public boolean isDeploy(JSRuntimeType type) {
            return false;
          }
        });
    return V8Host.getV8Instance();
  }

  private static String resource(String path) throws IOException {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String path) {
    return Objects.requireNonNull(Graphviz.class.getClassLoader().getResourceAsStream(path), path);
  }
}
