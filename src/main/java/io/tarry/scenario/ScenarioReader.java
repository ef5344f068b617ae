package io.tarry.scenario;

import io.tarry.property.expression.Names;
import io.tarry.scenario.Scenario.Case;
import io.tarry.scenario.Scenario.Expectation;
import io.tarry.scenario.WorldReader.World;
import io.tarry.tcp.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads scenario files.
 *
 * <p>The world without its cases is read first. Then, for each case, its changes are made in the
 * tree, and the world is read anew. So the same rules check each case, every mistake has the place
 * where it is written, and a mistake in the shared part counts once.
 */
public final class ScenarioReader {

  /** The size of the largest file that is read, in bytes. */
  public static final long BYTES_MAX = 4L * YamlTree.LENGTH_MAX;

  private static final String ONLY_CASE = "as written";

  private final Complaints complaints;
  private final MapReader top;
  private final Node.Fields tree;

  /** The case that is to have other settings, and what is changed in it last. */
  private final String variedCase;

  private final Optional<Node.Fields> variation;

  private ScenarioReader(
      Node.Fields file, String variedCase, Optional<Node.Fields> variation, Complaints complaints) {
    this.complaints = complaints;
    this.variedCase = variedCase;
    this.variation = variation;
    top = new MapReader("", ScenarioKeys.FILE.keys(), file, complaints);
    tree = WorldTree.of(file);
  }

  /**
   * Reads the text of a file. It never throws, whatever the text is.
   *
   * @param file the name of the file, as the user named it, with slashes
   */
  public static Reading read(String file, String text) {
    return read(file, text, "", Map.of());
  }

  /**
   * The same, with some settings of a case changed after what the case itself changes. In a text
   * that is good, all mistakes are the settings'.
   *
   * @param caseName the case
   * @param settings values as a file has them, by their paths
   */
  public static Reading read(
      String file, String text, String caseName, Map<String, String> settings) {
    Complaints complaints = new Complaints(file);
    Optional<Node.Fields> change = change(settings, complaints);
    Optional<Scenario> scenario =
        YamlTree.of(text, complaints)
            .map(f -> new ScenarioReader(f, caseName, change, complaints).scenario(file));
    return scenario.isPresent() && complaints.isEmpty()
        ? new Reading.Good(scenario.get())
        : new Reading.Bad(complaints.sorted());
  }

  private static Optional<Node.Fields> change(Map<String, String> settings, Complaints complaints) {
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder written = new StringBuilder();
    settings.forEach((path, value) ->
        written
            .append('"')
            .append(path.replaceAll("[\"\\\\]", "?"))
            .append("\": ")
            .append(value.replaceAll("\\R", " "))
            .append('\n'));
    return YamlTree.of(written.toString(), complaints);
  }

  /** The result for a file of more than {@link #BYTES_MAX} bytes. */
  public static Reading tooLong(String file) {
    return new Reading.Bad(
        List.of(new Diagnostic(file, 1, 1, YamlTree.TOO_LONG, Optional.empty())));
  }

  /** A case whose expectations are not read yet. */
  private record Changed(String name, String comment, World world, Optional<Node.Fields> expect) {}

  private Scenario scenario(String name) {
    Scenario.Prose prose =
        new Scenario.Prose(
            top.text(ScenarioKeys.TITLE),
            top.text(ScenarioKeys.QUESTION),
            top.text(ScenarioKeys.SOURCE),
            top.text(ScenarioKeys.COMMENT));
    int course = top.count(ScenarioKeys.COURSE, 0);
    World asWritten =
        WorldReader.read(top.has(ScenarioKeys.CASES) ? tree : varied(ONLY_CASE, tree), complaints);
    List<Changed> changed =
        top.fields(ScenarioKeys.CASES)
            .map(cases -> cases(cases, asWritten))
            .orElse(List.of(new Changed(ONLY_CASE, "", asWritten, Optional.empty())));
    OwnProperties own =
        OwnProperties.read(
            top.fields(ScenarioKeys.PROPERTIES), names(asWritten, changed), complaints);
    Expectations expectations = new Expectations(own, complaints);
    Map<String, Expectation> shared = expectations.read(top.fields(ScenarioKeys.EXPECT));
    top.finish();

    List<Case> cases = new ArrayList<>();
    for (Changed one : changed) {
      Map<String, Expectation> expected = new LinkedHashMap<>(shared);
      expected.putAll(expectations.read(one.expect()));
      cases.add(
          new Case(
              one.name(),
              one.comment(),
              one.world().stacks(),
              one.world().settings(),
              List.copyOf(expected.values())));
    }
    Optional<Integer> place = Optional.of(course).filter(number -> number > 0);
    return new Scenario(name, prose, place, cases, own.claims());
  }

  /**
   * The names that properties can use: those of the worlds, or any if a world could not be read.
   */
  private Names names(World asWritten, List<Changed> changed) {
    Stream<Settings> worlds = changed.stream().map(one -> one.world().settings());
    return complaints.isEmpty()
        ? Names.of(Stream.concat(Stream.of(asWritten.settings()), worlds).toList())
        : Names.ANY;
  }

  private List<Changed> cases(Node.Fields cases, World asWritten) {
    if (cases.fields().isEmpty()) {
      complaints.add(cases.place(), "there is no case in 'cases'");
    }
    List<Changed> read = new ArrayList<>();
    for (Node.Field field : cases.fields()) {
      MapReader parts =
          new MapReader(field.key(), ScenarioKeys.CASES.keys(), partsOf(field), complaints);
      String comment = parts.text(ScenarioKeys.COMMENT);
      World world = world(field.key(), parts.fields(ScenarioKeys.CHANGE), asWritten);
      read.add(new Changed(field.key(), comment, world, parts.fields(ScenarioKeys.EXPECT)));
      parts.finish();
    }
    return read;
  }

  /** The map below the name of a case, which may be left out. */
  private Node.Fields partsOf(Node.Field named) {
    if (named.key().isBlank() || !Words.isPlain(named.key())) {
      complaints.add(named.place(), "a case needs a name, on one line");
    }
    if (named.value() instanceof Node.Fields parts) {
      return parts;
    }
    if (!(named.value() instanceof Node.Text text && text.isNothing())) {
      String found = named.value().shown();
      complaints.add(
          named.value().place(), "expected 'comment', 'change' and 'expect', found " + found);
    }
    return new Node.Fields(named.place(), named.place(), List.of());
  }

  private World world(String name, Optional<Node.Fields> change, World asWritten) {
    if (change.isEmpty() && !isVaried(name)) {
      return asWritten;
    }
    Complaints blaming = change.map(complaints::whileChanging).orElse(complaints);
    Node.Fields changed =
        change.map(fields -> WorldTree.changed(tree, fields, complaints)).orElse(tree);
    return WorldReader.read(varied(name, changed), blaming);
  }

  private boolean isVaried(String name) {
    return variation.isPresent() && name.equals(variedCase);
  }

  private Node.Fields varied(String name, Node.Fields world) {
    return isVaried(name) ? WorldTree.changed(world, variation.orElseThrow(), complaints) : world;
  }
}
