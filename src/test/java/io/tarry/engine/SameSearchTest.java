package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Graph.GraphModel;
import io.tarry.engine.checkpoint.BuildDigest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A saved search goes on as the same one, or is refused with the name of what differs")
class SameSearchTest {

  private static final Graph GRAPH = Graph.line(5);
  private static final StepTest<GraphModel> ONE = words("one");
  private static final StepTest<GraphModel> TWO = words("two");
  private static final StepTest<GraphModel> THREE = words("three");
  private static final Property<GraphModel> CLAIM =
      Property.leadsTo("p", ONE, TWO).assuming(Fairness.weak("g", ONE)).witnessedBy(THREE);
  private static final Property<GraphModel> OTHER = Property.always("q", ONE);

  @TempDir private Path folder;

  private static StepTest<GraphModel> words(String words) {
    StepTest<GraphModel> all = (model, before, action, after) -> true;
    return all.saying(words);
  }

  private static Property<GraphModel> changed(
      Property.Kind kind, Optional<StepTest<GraphModel>> premise, StepTest<GraphModel> claim) {
    return new Property<>("p", kind, premise, claim, CLAIM.witnesses(), CLAIM.fairness());
  }

  private Checkpoint checkpoint(Map<String, String> settings, boolean resumed) {
    return new Checkpoint(folder, Subject.of("graph", settings), resumed);
  }

  private static Search<GraphModel> search() {
    return Search.of(GRAPH::model);
  }

  private void save() {
    search()
        .within(Limits.none().states(2))
        .savedAt(checkpoint(Map.of("a", "1", "b", "2"), false))
        .run(List.of(CLAIM, OTHER));
  }

  @TestFactory
  Stream<DynamicTest> whatever_is_changed() {
    Map<String, List<Property<GraphModel>>> changes = new LinkedHashMap<>();
    changes.put(
        "property p, kind was 'LEADS_TO', and is 'ALWAYS_EVENTUALLY'",
        List.of(changed(Property.Kind.ALWAYS_EVENTUALLY, Optional.empty(), TWO), OTHER));
    changes.put(
        "property p, premise was 'one', and is 'three'",
        List.of(changed(Property.Kind.LEADS_TO, Optional.of(THREE), TWO), OTHER));
    changes.put(
        "property p, claim was 'two', and is 'not (two)'",
        List.of(changed(Property.Kind.LEADS_TO, Optional.of(ONE), TWO.negate()), OTHER));
    changes.put(
        "property p, witness 1 was 'three', and is 'two'", List.of(CLAIM.witnessedBy(TWO), OTHER));
    changes.put(
        "property p, fairness of g was 'WEAK', and is 'STRONG'",
        List.of(
            Property.leadsTo("p", ONE, TWO).assuming(Fairness.strong("g", ONE)).witnessedBy(THREE),
            OTHER));
    changes.put(
        "property p, fairness of h was nothing, and is 'WEAK'",
        List.of(CLAIM.assuming(Fairness.weak("h", ONE)), OTHER));
    changes.put(
        "property p, rest was 'runs go on', and is 'runs may rest'",
        List.of(CLAIM.whereRunsMayRest(), OTHER));
    changes.put("all properties asked was 'p, q', and is 'q, p'", List.of(OTHER, CLAIM));
    changes.put("all properties asked was 'p, q', and is 'p'", List.of(CLAIM));
    return changes.entrySet().stream()
        .map(change ->
            DynamicTest.dynamicTest(
                change.getKey(),
                () ->
                    assertRefused(
                        search(), Map.of("a", "1", "b", "2"), change.getValue(), change.getKey())));
  }

  @Test
  void a_setting() {
    List<Property<GraphModel>> asked = List.of(CLAIM, OTHER);
    assertRefused(search(), Map.of("a", "1", "b", "3"), asked, "setting b was '2', and is '3'");
    assertRefused(search(), Map.of("a", "1"), asked, "setting b was '2', and is nothing");
    assertRefused(
        search(), Map.of("a", "1", "b", "2", "c", "4"), asked, "setting c was nothing, and is '4'");
  }

  @Test
  void the_reduction() {
    List<Property<GraphModel>> asked = List.of(OTHER);
    search().within(Limits.none().states(2)).savedAt(checkpoint(Map.of(), false)).run(asked);

    assertRefused(search().compacted(), Map.of(), asked, "compaction was 'exact'");
    assertRefused(
        search().reducedBy(() -> state -> {}), Map.of(), asked, "symmetry was 'not reduced'");
    assertThatCode(() -> search().savedAt(checkpoint(Map.of(), true)).run(asked))
        .doesNotThrowAnyException();
  }

  private void assertRefused(
      Search<GraphModel> search,
      Map<String, String> settings,
      List<Property<GraphModel>> asked,
      String difference) {
    if (!Checkpoint.isIn(folder)) {
      save();
    }
    assertThatThrownBy(() -> search.savedAt(checkpoint(settings, true)).run(asked))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(folder.toString(), "another one: ", difference);
  }

  @Test
  void the_program() throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Path saved = folder.resolve("saved");
    copyClass(Tree.class, classes);
    searchTree(classes, saved, false);
    searchTree(classes, saved, true); // as it is

    Files.writeString(classes.resolve("Another.class"), "another class of the same program");
    assertThatThrownBy(() -> searchTree(classes, saved, true))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("the program was '");
  }

  /** Searches with a model of a program that stands in a folder of its own. */
  private static void searchTree(Path classes, Path saved, boolean resumed) throws Exception {
    URL[] places = {classes.toUri().toURL()};
    try (URLClassLoader loader = new ChildFirst(places)) {
      var constructor = loader.loadClass(Tree.class.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      Search.of(() -> model(constructor))
          .within(Limits.none().states(10))
          .savedAt(new Checkpoint(saved, Subject.of("tree", Map.of()), resumed))
          .run(List.of());
    }
  }

  private static Model model(java.lang.reflect.Constructor<?> constructor) {
    try {
      return (Model) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void copyClass(Class<?> type, Path classes) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    Path copy = classes.resolve(file);
    Files.createDirectories(copy.getParent());
    try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
      Files.copy(Objects.requireNonNull(in), copy);
    }
  }

  /** Takes a tree from its own places, and all else from where this test has it. */
  private static final class ChildFirst extends URLClassLoader {

    ChildFirst(URL[] places) {
      super(places, SameSearchTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(Tree.class.getName()) ? findClass(name) : super.loadClass(name, resolve);
    }
  }

  @Test
  void a_build_is_known_by_each_byte_and_each_name_of_its_files() throws IOException {
    Path place = Files.createDirectories(folder.resolve("build/part"));
    Files.writeString(place.resolve("A.class"), "a");
    String before = BuildDigest.digest(folder.resolve("build"));
    assertThat(BuildDigest.digest(folder.resolve("build"))).isEqualTo(before);

    Files.writeString(place.resolve("A.class"), "b");
    assertThat(BuildDigest.digest(folder.resolve("build"))).isNotEqualTo(before);
    Files.writeString(place.resolve("A.class"), "a");
    assertThat(BuildDigest.digest(folder.resolve("build"))).isEqualTo(before);
    Files.move(place.resolve("A.class"), place.resolve("B.class"));
    assertThat(BuildDigest.digest(folder.resolve("build"))).isNotEqualTo(before);
  }
}
