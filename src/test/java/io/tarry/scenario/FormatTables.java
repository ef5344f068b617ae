package io.tarry.scenario;

import io.tarry.scenario.ScriptWord.Verb;
import io.tarry.tcp.settings.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documentation's tables of the format, as they follow from what the reader reads by. */
final class FormatTables {

  private FormatTables() {}

  /** The rows of each table, by its heading. */
  static Map<String, List<String>> all() throws ReflectiveOperationException {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    tables.put("The file", rows("", ScenarioKeys.FILE.keys().stream()));
    tables.put("Network and time", below(ScenarioKeys.NETWORK, ScenarioKeys.TIME));
    tables.put("Hosts", hosts());
    tables.put("What applications do", forms());
    tables.put("Stacks and their switches", switches());
    tables.put("Properties of your own", rows("", ScenarioKeys.PROPERTIES.keys().stream()));
    tables.put("Cases", rows("", ScenarioKeys.CASES.keys().stream()));
    return tables;
  }

  private static List<String> below(Key.Group... groups) {
    return Stream.of(groups)
        .flatMap(group -> rows(group.name() + ".", group.keys().stream()).stream())
        .toList();
  }

  /** Each key that some host can have, once, and whose it is. */
  private static List<String> hosts() {
    Map<String, Key> client = paths(ScenarioKeys.CLIENT);
    Map<String, Key> server = paths(ScenarioKeys.SERVER);
    Map<String, Key> both = new LinkedHashMap<>(client);
    both.putAll(server);
    Map<String, List<String>> rows = new LinkedHashMap<>(); // what belongs together, together
    both.forEach((path, key) -> {
      if (!(key instanceof Key.Group) && !HostKeys.STACK_KEYS.contains(key)) {
        String whose =
            !client.containsKey(path) ? "server: " : server.containsKey(path) ? "" : "client: ";
        rows.computeIfAbsent(path.split("\\.")[0], group -> new ArrayList<>())
            .add(row(path, key, whose));
      }
    });
    return rows.values().stream().flatMap(List::stream).toList();
  }

  private static Map<String, Key> paths(Key.Group host) {
    return host.paths()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  private static List<String> rows(String path, Stream<Key> keys) {
    return keys.map(key -> row(path + key.name(), key, "")).toList();
  }

  private static String row(String path, Key key, String whose) {
    String otherwise = key.required() ? "required" : key.otherwise();
    return "| `%s` | %s | %s | %s%s |"
        .formatted(path, values(key), otherwise, whose, key.says())
        .replace("|  |", "| |");
  }

  private static String values(Key key) {
    if (key instanceof Key.Count count) {
      String numbers =
          count.min() == count.max() ? "" + count.min() : count.min() + " to " + count.max();
      return numbers + (count.orUnlimited() ? ", unlimited" : "");
    }
    if (key instanceof Key.Span span) {
      return "%d to %d, or a duration".formatted(span.min(), span.max());
    }
    if (key instanceof Key.Choice<?> choice) {
      return String.join(", ", choice.words().keySet());
    }
    if (key instanceof Key.Text text) {
      return text.oneLine() ? "a line" : "a text";
    }
    if (key instanceof Key.PortRange range) {
      return "[FIRST, LAST], at most %d ports".formatted(range.most());
    }
    if (key instanceof Key.Ports ports) {
      return "a list of 1 to %d ports".formatted(ports.most());
    }
    if (key instanceof Key.Flag) {
      return "true, false";
    }
    if (key instanceof Key.Expression) {
      return "an expression";
    }
    return key instanceof Key.Actions ? "a list of words" : "a map";
  }

  private static List<String> forms() {
    return Verb.ALL.stream()
        .flatMap(verb -> verb.forms().stream())
        .map(form -> "| `%s` | %s |".formatted(form.template(), form.says()))
        .toList();
  }

  private static List<String> switches() {
    List<String> rows = new ArrayList<>();
    for (Key key : HostKeys.STACK_KEYS) {
      String inStacks =
          HostKeys.STACKS.values().stream()
              .map(stack -> in(stack, key))
              .collect(Collectors.joining(" | "));
      rows.add("| `%s` | %s | %s | %s |".formatted(key.name(), values(key), inStacks, key.says()));
    }
    return rows;
  }

  private static String in(Stack stack, Key key) {
    return Objects.requireNonNull(StackReader.words(stack).get(key.name()));
  }
}
