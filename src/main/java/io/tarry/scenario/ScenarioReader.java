package io.tarry.scenario;

import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.scenario.Scenario.Case;
import io.tarry.scenario.Scenario.Expectation;
import io.tarry.scenario.WorldReader.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads scenario files.
 *
 * <p>The world without its cases is read first, as a world of its own; then each case, changed in
 * the tree and read anew. So a case is judged by the same rules, every mistake has the place where
 * it is written, and one in the shared part counts once.
 */
public final class ScenarioReader {

  private static final String ONLY_CASE = "as written";

  private final Complaints complaints;
  private final MapReader top;
  private final Node.Fields world;
  private final OwnProperties own;

  private ScenarioReader(Node.Fields file, Complaints complaints) {
    this.complaints = complaints;
    top = new MapReader("", file, complaints);
    world = WorldTree.of(file);
    own = OwnProperties.read(top.fields("properties"), complaints);
  }

  /**
   * Reads a file's text. Whatever it holds, nothing is thrown.
   *
   * @param file the file's name, as its user knows it, with slashes
   */
  public static Reading read(String file, String text) {
    Complaints complaints = new Complaints(file);
    Optional<Scenario> scenario =
        YamlTree.of(text, complaints).map(f -> new ScenarioReader(f, complaints).scenario(file));
    return scenario.isPresent() && complaints.isEmpty()
        ? new Reading.Good(scenario.get())
        : new Reading.Bad(complaints.sorted());
  }

  private Scenario scenario(String name) {
    String title = top.line("title");
    String question = top.prose("question");
    String source = top.lineOrNothing("source");
    Map<String, Expectation> expected = expectations(top.fields("expect"));
    Optional<Node.Fields> cases = top.fields("cases");
    top.leave(WorldTree.KEYS);
    top.finish();

    MapReader reader = new MapReader("", world, complaints);
    World asWritten = WorldReader.read(reader, complaints);
    List<Case> read =
        cases.isPresent()
            ? cases(cases.get(), asWritten, reader.paths(), expected)
            : List.of(caseOf(ONLY_CASE, asWritten, expected));
    return new Scenario(name, title, question, source, read, own.claims());
  }

  private List<Case> cases(
      Node.Fields cases, World asWritten, Set<String> paths, Map<String, Expectation> shared) {
    if (cases.fields().isEmpty()) {
      complaints.add(cases.place(), "there is no case in 'cases'");
    }
    List<Case> read = new ArrayList<>();
    for (Node.Field field : cases.fields()) {
      MapReader parts = new MapReader(field.key(), partsOf(field), complaints);
      Map<String, Expectation> expected = new LinkedHashMap<>(shared);
      expected.putAll(expectations(parts.fields("expect")));
      World changed =
          parts.fields("change").map(change -> changed(change, paths)).orElse(asWritten);
      parts.finish();
      read.add(caseOf(field.key(), changed, expected));
    }
    return read;
  }

  /** What stands below a case's name; nothing is needed there. */
  private Node.Fields partsOf(Node.Field named) {
    if (named.key().isBlank() || !Words.visible(named.key()).equals(named.key())) {
      complaints.add(named.place(), "a case needs a name, on one line");
    }
    if (named.value() instanceof Node.Fields parts) {
      return parts;
    }
    if (!(named.value() instanceof Node.Text text && text.isNothing())) {
      String found = named.value().shown();
      complaints.add(named.value().place(), "expected 'change' and 'expect', found " + found);
    }
    return new Node.Fields(named.place(), named.place(), List.of());
  }

  private World changed(Node.Fields change, Set<String> paths) {
    Node.Fields tree = WorldTree.changed(world, change, paths, complaints);
    Complaints whileChanging = complaints.whileChanging(change);
    return WorldReader.read(new MapReader("", tree, whileChanging), whileChanging);
  }

  private Map<String, Expectation> expectations(Optional<Node.Fields> written) {
    Map<String, Expectation> expectations = new LinkedHashMap<>();
    if (written.isEmpty()) {
      return expectations;
    }
    MapReader reader = new MapReader("expect", written.get(), complaints);
    for (Node.Field field : written.get().fields()) {
      Verdict verdict =
          reader.choice(field.key(), "a verdict", Words.of(Verdict.values()), Verdict.HOLDS);
      Optional<Claim> claim = Catalogue.find(field.key()).or(() -> own.find(field.key()));
      if (claim.isPresent()) {
        expectations.put(field.key(), new Expectation(claim.get(), verdict));
      } else if (!own.names().contains(field.key())) {
        List<String> ids = new ArrayList<>(Catalogue.all().stream().map(Claim::id).toList());
        ids.addAll(own.names());
        complaints.add(
            field.place(),
            "unknown property " + Words.quoted(field.key()),
            Suggest.nearest(field.key(), ids));
      }
    }
    return expectations;
  }

  private static Case caseOf(String name, World world, Map<String, Expectation> expected) {
    return new Case(name, world.stacks(), world.settings(), List.copyOf(expected.values()));
  }
}
