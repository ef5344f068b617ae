package io.tarry.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads lists of ports; a wrong one gives nothing but a complaint. */
final class PortLists {

  private static final int PORT_MAX = 65535;

  private PortLists() {}

  /** All numbers from the first to the second of a list of two. */
  static Optional<List<Integer>> range(Key.PortRange key, Node node, Complaints complaints) {
    List<Integer> ends = numbers(node);
    if (ends.size() == 2
        && key.min() <= ends.get(0)
        && ends.get(0) <= ends.get(1)
        && ends.get(1) <= key.max()
        && ends.get(1) - ends.get(0) < key.most()) {
      return Optional.of(IntStream.rangeClosed(ends.get(0), ends.get(1)).boxed().toList());
    }
    complaints.add(
        node.place(),
        "expected [FIRST, LAST], two ports from %d to %d and at most %d in all, found %s"
            .formatted(key.min(), key.max(), key.most(), shown(node)));
    return Optional.empty();
  }

  /** All numbers of a list; they must differ. */
  static Optional<List<Integer>> list(Key.Ports key, Node node, Complaints complaints) {
    List<Integer> ports = numbers(node);
    boolean right = ports.stream().allMatch(port -> 1 <= port && port <= PORT_MAX);
    boolean different = ports.stream().distinct().count() == ports.size();
    if (right && different && 1 <= ports.size() && ports.size() <= key.most()) {
      return Optional.of(ports);
    }
    complaints.add(
        node.place(),
        "expected a list of 1 to %d different ports from 1 to %d, found %s"
            .formatted(key.most(), PORT_MAX, shown(node)));
    return Optional.empty();
  }

  /** The numbers in a list; none if anything else is in it. */
  private static List<Integer> numbers(Node node) {
    List<Integer> numbers = new ArrayList<>();
    for (Node item : node instanceof Node.Items items ? items.nodes() : List.<Node>of()) {
      if (!(item instanceof Node.Text text) || !text.plain() || !text.value().matches("\\d{1,5}")) {
        return List.of();
      }
      numbers.add(Integer.parseInt(text.value()));
    }
    return numbers;
  }

  private static String shown(Node node) {
    return node instanceof Node.Items items
        ? Words.shortened(
            items.nodes().stream().map(PortLists::item).collect(Collectors.joining(", ", "[", "]")))
        : node.shown();
  }

  private static String item(Node node) {
    return node instanceof Node.Text text && text.plain() ? text.value() : node.shown();
  }
}
