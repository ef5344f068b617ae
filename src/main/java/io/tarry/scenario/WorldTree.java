package io.tarry.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a file that describes a world, and the changes that a case makes. They are made in
 * the tree, so that every value keeps the place where it is written.
 */
final class WorldTree {

  private WorldTree() {}

  /** The world that a file describes, without its cases. */
  static Node.Fields of(Node.Fields file) {
    List<String> keys = ScenarioKeys.WORLD.keys().stream().map(Key::name).toList();
    return spellOutStacks(
        new Node.Fields(
            file.place(),
            file.end(),
            file.fields().stream().filter(field -> keys.contains(field.key())).toList()));
  }

  /** The world with these changes. */
  static Node.Fields changed(Node.Fields world, Node.Fields change, Complaints complaints) {
    Node.Fields changed = world;
    List<Node.Field> known = new ArrayList<>();
    for (Node.Field field : change.fields()) {
      Optional<Node.Field> other = known.stream().filter(k -> overlap(k, field)).findFirst();
      if (!ScenarioKeys.SETTINGS.containsKey(field.key())) {
        complaints.add(
            field.place(), "no setting is called " + Words.quoted(field.key()), meant(field.key()));
      } else if (other.isPresent()) {
        complaints.add(
            field.place(),
            "'%s' and '%s' change the same setting".formatted(other.get().key(), field.key()));
      } else {
        known.add(field);
        changed = spellOutStacks(with(changed, List.of(field.key().split("\\.")), field));
      }
    }
    return changed;
  }

  /**
   * The path that was probably meant: the nearest one, or that of a key written without its path.
   */
  private static Optional<String> meant(String key) {
    String written = Synonyms.withoutSysctlPrefix(key);
    Optional<String> nearest =
        ScenarioKeys.SETTINGS.containsKey(written)
            ? Optional.of(written)
            : NearestWord.nearest(written, ScenarioKeys.SETTINGS.keySet());
    return ScenarioKeys.SETTINGS.keySet().stream()
        .filter(path -> path.endsWith("." + written))
        .findFirst()
        .or(() -> nearest)
        .or(() -> HostKeys.replacementOf(written));
  }

  private static boolean overlap(Node.Field one, Node.Field other) {
    return one.key().startsWith(other.key() + ".") || other.key().startsWith(one.key() + ".");
  }

  /** The map, with the value at that path replaced or added. */
  private static Node.Fields with(Node.Fields map, List<String> path, Node.Field change) {
    String key = path.get(0);
    Optional<Node.Field> old = map.find(key);
    Node.Field changed = new Node.Field(key, change.place(), change.value());
    if (path.size() > 1) {
      Node.Fields inner =
          old.isPresent() && old.get().value() instanceof Node.Fields fields
              ? fields
              : new Node.Fields(change.place(), change.place(), List.of());
      Place place = old.map(Node.Field::place).orElse(change.place());
      changed = new Node.Field(key, place, with(inner, path.subList(1, path.size()), change));
    }
    List<Node.Field> fields = new ArrayList<>(map.fields());
    if (old.isPresent()) {
      fields.set(fields.indexOf(old.get()), changed);
    } else {
      fields.add(changed);
    }
    return new Node.Fields(map.place(), map.end(), fields);
  }

  /** {@code client: linux} is short for {@code client: { stack: linux }}. */
  private static Node.Fields spellOutStacks(Node.Fields world) {
    List<Node.Field> fields = new ArrayList<>();
    for (Node.Field field : world.fields()) {
      if (field.key().equals("hosts") && field.value() instanceof Node.Fields hosts) {
        List<Node.Field> spelledOut = hosts.fields().stream().map(WorldTree::spellOut).toList();
        Node.Fields value = new Node.Fields(hosts.place(), hosts.end(), spelledOut);
        fields.add(new Node.Field(field.key(), field.place(), value));
      } else {
        fields.add(field);
      }
    }
    return new Node.Fields(world.place(), world.end(), fields);
  }

  private static Node.Field spellOut(Node.Field host) {
    if (!(host.value() instanceof Node.Text stack) || stack.isNothing()) {
      return host;
    }
    Node.Field only = new Node.Field("stack", stack.place(), stack);
    Node.Fields map = new Node.Fields(stack.place(), stack.place(), List.of(only));
    return new Node.Field(host.key(), host.place(), map);
  }
}
