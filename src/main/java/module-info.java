/**
 * Tarry as a library: the engine, which explores any model, and the model of TCP with its claims,
 * scenario files and reports.
 *
 * <ul>
 *   <li>A protocol of your own: {@link io.tarry.model}, on top of {@link io.tarry.engine}. Both
 *       need the JDK alone.
 *   <li>Tests: {@link io.tarry.junit} makes them of scenario files and of models, and {@link
 *       io.tarry.jqwik} draws worlds.
 *   <li>A scenario file from Java: {@link io.tarry.scenario.ScenarioReader} reads it, {@link
 *       io.tarry.check.Check} decides its properties.
 * </ul>
 *
 * <p>What is not exported here may change at any time.
 */
@SuppressWarnings("requires-automatic") // of JNA, which declares no module; its name is the jar's
module io.tarry {
  requires java.desktop;
  requires java.management;
  requires java.xml;

  // The engine and typed models need none of these: whoever wants scenario files or pages does.
  requires static com.google.common;
  requires static com.google.errorprone.annotations;
  requires static com.google.gson;
  requires static info.picocli;
  requires static org.snakeyaml.engine;
  requires static org.jspecify;
  requires static com.sun.jna; // to play runs on a kernel

  exports io.tarry.bench;
  exports io.tarry.check;
  exports io.tarry.engine;
  exports io.tarry.jqwik;
  exports io.tarry.judge;
  exports io.tarry.junit;
  exports io.tarry.lab;
  exports io.tarry.model;
  exports io.tarry.packetdrill;
  exports io.tarry.property;
  exports io.tarry.property.expression;
  exports io.tarry.report.drawing;
  exports io.tarry.report.export;
  exports io.tarry.report.files;
  exports io.tarry.report.ladder;
  exports io.tarry.report.table;
  exports io.tarry.report.words;
  exports io.tarry.scenario;
  exports io.tarry.survey;
  exports io.tarry.tcp;
  exports io.tarry.tcp.rules;
  exports io.tarry.tcp.settings;
  exports io.tarry.tcp.symmetry;
  exports io.tarry.tcp.world;
  exports io.tarry.wire;

  uses io.tarry.engine.Cluster.Provider; // one is in tarry-spark.jar

  opens io.tarry.junit; // JUnit, on the class path, makes the extension of an annotation

  // Arguments are put into the fields of the commands.
  opens io.tarry.cli to
      info.picocli;
}
