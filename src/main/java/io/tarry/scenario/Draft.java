package io.tarry.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A scenario of one case and one property, whose parts can be changed and left out, and written as
 * a file again. It may have mistakes; whoever reads its text is told of them.
 *
 * <p>A part has a path: the keys of the maps that it stands in, and the places in lists.
 */
public final class Draft {

  private static final int WIDTH = 100;
  private static final String EXPECT = ScenarioKeys.EXPECT.name();
  private static final String PROPERTIES = ScenarioKeys.PROPERTIES.name();
  private static final List<Object> KIND =
      List.of(ScenarioKeys.TIME.name(), ScenarioKeys.KIND.name());
  private static final List<Object> MSL =
      List.of(ScenarioKeys.TIME.name(), ScenarioKeys.MSL.name());
  private static final String REAL = "real";
  private static final String SECONDS = " s";
  private static final List<String> PROSE =
      Stream.of(ScenarioKeys.TITLE, ScenarioKeys.QUESTION, ScenarioKeys.SOURCE)
          .map(Key::name)
          .toList();

  /** Maps, lists, numbers, truth values and texts. */
  private final Map<String, Object> tree;

  private Draft(Map<String, Object> tree) {
    this.tree = tree;
  }

  /**
   * A value that stands in it.
   *
   * @param path from the top
   * @param value an {@code Integer}, a {@code Boolean} or a {@code String}
   */
  public record Leaf(List<Object> path, Object value) {

    /** Keeps a copy. */
    public Leaf {
      path = List.copyOf(path);
    }

    /** The path with dots; the place in a list is not in it. */
    public String setting() {
      List<String> keys = new ArrayList<>();
      path.stream().filter(String.class::isInstance).forEach(key -> keys.add((String) key));
      return String.join(".", keys);
    }

    /** Whether it is a word of a script. */
    public boolean isWord() {
      return path.get(path.size() - 1) instanceof Integer
          && path.get(0).equals(ScenarioKeys.CONNECTION.name());
    }
  }

  /**
   * The case of a good file, its changes made, with nothing but what a property needs.
   *
   * @param text of the file
   * @param expected the verdict that it is to have, as files write it
   * @throws IllegalArgumentException if the text is not good, or has no such case
   */
  public static Draft of(String text, String caseName, String property, String expected) {
    Complaints complaints = new Complaints("");
    Node.Fields file =
        YamlTree.of(text, complaints)
            .orElseThrow(() -> new IllegalArgumentException("the text is no scenario"));
    Node.Fields world = WorldTree.of(file);
    Optional<Node.Fields> change =
        file.find(ScenarioKeys.CASES.name())
            .map(field -> map(map(field.value()).find(caseName).orElseThrow(Draft::noCase).value()))
            .flatMap(parts -> parts.find(ScenarioKeys.CHANGE.name()))
            .map(field -> map(field.value()));
    if (change.isPresent()) {
      world = WorldTree.changed(world, change.get(), complaints);
    }
    if (!complaints.isEmpty()) {
      throw new IllegalArgumentException("the text is not good: " + complaints.sorted());
    }
    Map<String, Object> tree = tree(file, world);
    file.find(PROPERTIES)
        .flatMap(own -> map(own.value()).find(property))
        .ifPresent(own -> tree.put(PROPERTIES, Map.of(property, value(own.value()))));
    tree.put(EXPECT, Map.of(property, expected));
    return new Draft(tree);
  }

  /**
   * The world of a good text as it is written, of which nothing is expected.
   *
   * @throws IllegalArgumentException if the text is not good
   */
  public static Draft ofWorld(String text) {
    Complaints complaints = new Complaints("");
    Optional<Node.Fields> file = YamlTree.of(text, complaints);
    if (file.isEmpty() || !complaints.isEmpty()) {
      throw new IllegalArgumentException("the text is not good: " + complaints.sorted());
    }
    return new Draft(tree(file.get(), WorldTree.of(file.get())));
  }

  private static Map<String, Object> tree(Node.Fields file, Node.Fields world) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Node.Field field : file.fields()) {
      if (PROSE.contains(field.key())) {
        tree.put(field.key(), value(field.value()));
      }
    }
    world.fields().forEach(field -> tree.put(field.key(), value(field.value())));
    return tree;
  }

  /** The same, of which that is expected, and nothing else. */
  public Draft expecting(String property, String verdict) {
    Map<String, Object> copy = new LinkedHashMap<>(tree);
    copy.put(EXPECT, Map.of(property, verdict));
    return new Draft(copy);
  }

  private static IllegalArgumentException noCase() {
    return new IllegalArgumentException("the text has no such case");
  }

  private static Node.Fields map(Node node) {
    return node instanceof Node.Fields fields
        ? fields
        : new Node.Fields(node.place(), node.place(), List.of());
  }

  private static Object value(Node node) {
    if (node instanceof Node.Fields fields) {
      Map<String, Object> map = new LinkedHashMap<>();
      fields.fields().forEach(field -> map.put(field.key(), value(field.value())));
      return map;
    }
    if (node instanceof Node.Items items) {
      return new ArrayList<>(items.nodes().stream().map(Draft::value).toList());
    }
    Node.Text text = (Node.Text) node;
    if (text.plain() && text.value().matches("0|[1-9]\\d{0,8}")) {
      return Integer.valueOf(text.value());
    }
    if (text.plain() && text.value().matches("true|false")) {
      return Boolean.valueOf(text.value());
    }
    return text.value();
  }

  /** The file, its keys in the order of the documentation. */
  public String text() {
    Map<String, Object> sorted = new LinkedHashMap<>();
    for (Key key : ScenarioKeys.FILE.keys()) {
      if (tree.containsKey(key.name())) {
        sorted.put(key.name(), tree.get(key.name()));
      }
    }
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.AUTO).setWidth(WIDTH).build();
    return new Dump(settings).dumpToString(sorted);
  }

  /** The same in real time: where a time is a number of ticks, it is as many seconds. */
  public Draft inRealTime() {
    Draft draft = with(KIND, REAL);
    if (draft.at(MSL).isEmpty()) {
      draft = draft.with(MSL, 1);
    }
    for (Leaf leaf : draft.leaves()) {
      if (ScenarioKeys.SETTINGS.get(leaf.setting()) instanceof Key.Span
          && leaf.value() instanceof Integer ticks) {
        draft = draft.with(leaf.path(), ticks + SECONDS);
      }
    }
    return draft;
  }

  /** The same with a clock that ticks: each second becomes a tick. */
  public Draft inTicks() {
    Draft draft = without(KIND);
    for (Leaf leaf : draft.leaves()) {
      String text = leaf.value().toString();
      if (ScenarioKeys.SETTINGS.get(leaf.setting()) instanceof Key.Span && text.endsWith(SECONDS)) {
        draft = draft.with(leaf.path(), Integer.valueOf(text.substring(0, text.indexOf(' '))));
      }
    }
    return draft;
  }

  /** Whether it is in real time. */
  public boolean isInRealTime() {
    return at(KIND).equals(Optional.of(REAL));
  }

  /** All values of its world, in the order of the file. */
  public List<Leaf> leaves() {
    List<Leaf> leaves = new ArrayList<>();
    tree.forEach((key, value) -> {
      if (isOfTheWorld(key)) {
        leaves(List.of(key), value, leaves);
      }
    });
    return leaves;
  }

  private static boolean isOfTheWorld(String key) {
    return !PROSE.contains(key) && !key.equals(EXPECT) && !key.equals(PROPERTIES);
  }

  private static void leaves(List<Object> path, Object value, List<Leaf> into) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> leaves(longer(path, key), inner, into));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        leaves(longer(path, i), list.get(i), into);
      }
    } else {
      into.add(new Leaf(path, value));
    }
  }

  private static List<Object> longer(List<Object> path, Object last) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(last);
    return longer;
  }

  /** What stands there, if something does. */
  public Optional<Object> at(List<Object> path) {
    Object value = tree;
    for (Object step : path) {
      Object inner = null;
      if (value instanceof Map<?, ?> map) {
        inner = map.get(step);
      } else if (value instanceof List<?> list && step instanceof Integer i && i < list.size()) {
        inner = list.get(i);
      }
      if (inner == null) {
        return Optional.empty();
      }
      value = inner;
    }
    return Optional.of(value);
  }

  /** The same with that value there; maps that are missing on the way are made. */
  public Draft with(List<Object> path, Object value) {
    return new Draft(asMap(changed(tree, path, Optional.of(value))));
  }

  /** The same without what stands there, and without maps that become empty by that. */
  public Draft without(List<Object> path) {
    return new Draft(asMap(changed(tree, path, Optional.empty())));
  }

  @SuppressWarnings("unchecked") // Justification: the tree's maps are made here, with such keys.
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }

  private static Object changed(Object value, List<Object> path, Optional<Object> leaf) {
    if (path.isEmpty()) {
      return leaf.orElseThrow();
    }
    Object step = path.get(0);
    List<Object> rest = path.subList(1, path.size());
    boolean removed = rest.isEmpty() && leaf.isEmpty();
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list);
      int place = (Integer) step;
      if (removed) {
        copy.remove(place);
      } else {
        copy.set(place, changed(copy.get(place), rest, leaf));
      }
      return copy;
    }
    Map<String, Object> copy = new LinkedHashMap<>(asMap(value));
    String key = (String) step;
    Object inner = copy.getOrDefault(key, Map.of());
    Object changed = removed ? Map.of() : changed(inner, rest, leaf);
    if (removed || (leaf.isEmpty() && changed.equals(Map.of()))) {
      copy.remove(key);
    } else {
      copy.put(key, changed);
    }
    return copy;
  }
}
