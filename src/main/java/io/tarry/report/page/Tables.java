package io.tarry.report.page;

import com.google.gson.JsonArray;
import io.tarry.check.StateGraph;
import io.tarry.check.Story;
import io.tarry.scenario.Printable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the graphs of a page have in common, each thing once and then named by its number. The
 * script that reads them is {@code world.js}.
 */
final class Tables {

  private static final int NONE = -1;

  /** One table: rows by their number, and what each is of. */
  private static final class Table {
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final JsonArray rows = new JsonArray();

    /** The row is made only where it is new; rows that it needs itself are of other tables. */
    int number(Object thing, Supplier<JsonArray> row) {
      Integer known = numbers.get(thing);
      if (known != null) {
        return known;
      }
      rows.add(row.get());
      numbers.put(thing, rows.size() - 1);
      return rows.size() - 1;
    }
  }

  /** Segments that look alike are told apart within one graph. */
  private record Alike(StateGraph.Segment segment, int number) {}

  /** A step, with its segments as the page numbers them. */
  private record StepOf(StateGraph.Step step, int moved, List<Integer> sent, List<Integer> signs) {}

  private final Map<String, Integer> strings = new HashMap<>();
  private final JsonArray texts = new JsonArray();
  private final Map<String, Integer> properties = new HashMap<>();
  private final Table sockets = new Table();
  private final Table segments = new Table();
  private final Table rows = new Table();
  private final Table lists = new Table();
  private final Table steps = new Table();

  int string(String text) {
    return strings.computeIfAbsent(
        text,
        each -> {
          texts.add(Printable.of(each));
          return texts.size() - 1;
        });
  }

  /** The number of a property, the same in all cases. */
  int property(String id) {
    return properties.computeIfAbsent(id, each -> properties.size());
  }

  private int socket(Story.Socket socket) {
    return sockets.number(
        socket,
        () ->
            array(
                socket.lifeline(),
                socket.peer(),
                socket.end().connection(),
                string(socket.name())));
  }

  private int state(Enum<?> state) {
    return string(state.name());
  }

  /** The numbers of a graph's segments in the page. */
  List<Integer> segments(List<StateGraph.Segment> ofGraph) {
    Map<StateGraph.Segment, Integer> alike = new HashMap<>();
    return ofGraph.stream()
        .map(segment -> {
          Alike key = new Alike(segment, alike.merge(segment, 1, Integer::sum));
          return segments.number(key, () -> segment(segment));
        })
        .toList();
  }

  private JsonArray segment(StateGraph.Segment segment) {
    JsonArray row =
        array(
            socket(segment.from()),
            string(segment.label()),
            string(segment.inside()),
            string(segment.kind().label()));
    segment
        .stamp()
        .ifPresent(stamp -> {
          row.add(stamp.first());
          row.add(stamp.period());
        });
    return row;
  }

  int list(List<StateGraph.SocketState> list) {
    return lists.number(
        list,
        () -> {
          JsonArray numbers = new JsonArray();
          list.forEach(one -> numbers.add(rows.number(one, () -> row(one))));
          return numbers;
        });
  }

  private JsonArray row(StateGraph.SocketState one) {
    JsonArray row =
        array(
            socket(one.socket()),
            state(one.state()),
            string(one.local()),
            string(one.peer()),
            one.sndUna(),
            one.sndNxt(),
            one.rcvNxt());
    one.timer()
        .ifPresent(timer -> {
          row.add(string(timer.name()));
          row.add(timer.left().orElse(NONE));
          row.add(timer.retransmissions());
        });
    return row;
  }

  /**
   * The number of a step.
   *
   * @param ofPage the page's numbers of the segments of its graph
   * @param ids the properties that its signs are of
   */
  int step(StateGraph.Step step, List<Integer> ofPage, List<String> ids) {
    int moved = step.moved().map(one -> ofPage.get(one.segment())).orElse(NONE);
    List<Integer> sent = step.sent().stream().map(one -> ofPage.get(one.segment())).toList();
    JsonArray signs = signs(step.signs(), ids);
    List<Integer> signNumbers = signs.asList().stream().map(each -> each.getAsInt()).toList();
    return steps.number(
        new StepOf(step, moved, sent, signNumbers), () -> row(step, moved, sent, signs));
  }

  private JsonArray row(StateGraph.Step step, int moved, List<Integer> sent, JsonArray signs) {
    JsonArray leaving = new JsonArray();
    for (int i = 0; i < sent.size(); i++) {
      leaving.add(sent.get(i));
      leaving.add(step.sent().get(i).lostAtOnce() ? 1 : 0);
    }
    JsonArray changes = new JsonArray();
    for (Story.StateChange change : step.changes()) {
      changes.add(socket(change.socket()));
      changes.add(state(change.from()));
      changes.add(state(change.to()));
    }
    JsonArray row =
        array(
            state(step.kind()),
            number(step.at().map(this::socket)),
            string(step.action()),
            string(step.why()),
            string(step.source()),
            moved,
            step.moved().map(StateGraph.Moved::age).orElse(0),
            number(step.userTold().map(this::string)));
    row.add(leaving);
    row.add(changes);
    row.add(signs);
    return row;
  }

  /** Signs, each as the page's number of its property and what it is to that. */
  JsonArray signs(Map<Integer, StateGraph.Sign> signs, List<String> ids) {
    JsonArray array = new JsonArray();
    for (int i = 0; i < ids.size(); i++) {
      StateGraph.Sign sign = signs.get(i);
      if (sign != null) {
        array.add(property(ids.get(i)));
        array.add(sign.ordinal());
      }
    }
    return array;
  }

  private static int number(Optional<Integer> number) {
    return number.orElse(NONE);
  }

  private static JsonArray array(int... numbers) {
    JsonArray array = new JsonArray();
    for (int number : numbers) {
      array.add(number);
    }
    return array;
  }

  JsonArray texts() {
    return texts;
  }

  JsonArray sockets() {
    return sockets.rows;
  }

  JsonArray segments() {
    return segments.rows;
  }

  JsonArray rows() {
    return rows.rows;
  }

  JsonArray lists() {
    return lists.rows;
  }

  JsonArray steps() {
    return steps.rows;
  }
}
