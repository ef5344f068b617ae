package io.tarry.report.page;

import com.google.gson.JsonArray;
import io.tarry.check.StateGraph;
import io.tarry.check.Story;
import io.tarry.report.words.SocketRows;
import io.tarry.report.words.WorldNames;
import io.tarry.scenario.Printable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the graphs of a page have in common: each thing is written once, and then referred to by
 * number. The script {@code world.js} reads these tables.
 */
final class SharedTables {

  private static final int NONE = -1;

  /** One table of different rows, which are numbered. */
  private static final class Table {
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final JsonArray rows = new JsonArray();

    int number(JsonArray row) {
      return number(row, row);
    }

    /** The number of the row for this thing, which is added if it is new. */
    int number(Object thing, JsonArray row) {
      Integer known = numbers.get(thing);
      if (known != null) {
        return known;
      }
      rows.add(row);
      numbers.put(thing, rows.size() - 1);
      return rows.size() - 1;
    }
  }

  /** Distinguishes segments of one graph that look alike. */
  private record Alike(JsonArray segment, int number) {}

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

  /** The number of a property, which is the same in all cases. */
  int property(String id) {
    return properties.computeIfAbsent(id, each -> properties.size());
  }

  private int socket(WorldNames words, Story.Socket socket) {
    return sockets.number(
        array(
            socket.lifeline(),
            socket.peer(),
            socket.end().connection(),
            string(words.name(socket))));
  }

  private int state(Enum<?> state) {
    return string(state.name());
  }

  /** The numbers in the page of the segments of a graph. */
  List<Integer> segments(WorldNames words, List<StateGraph.Segment> ofGraph) {
    Map<JsonArray, Integer> alike = new HashMap<>();
    return ofGraph.stream()
        .map(segment -> {
          JsonArray row = segment(words, segment);
          return segments.number(new Alike(row, alike.merge(row, 1, Integer::sum)), row);
        })
        .toList();
  }

  private JsonArray segment(WorldNames words, StateGraph.Segment segment) {
    JsonArray row =
        array(
            socket(words, segment.from()),
            string(words.segment(segment.from(), segment.segment())),
            string(words.inside(segment.from(), segment.segment())),
            string(segment.segment().kind().label()));
    segment
        .stamp()
        .ifPresent(stamp -> {
          row.add(stamp.first());
          row.add(stamp.clock());
        });
    return row;
  }

  int list(WorldNames words, List<SocketRows.Row> list) {
    JsonArray numbers = new JsonArray();
    list.forEach(one -> numbers.add(rows.number(row(words, one))));
    return lists.number(numbers);
  }

  private JsonArray row(WorldNames words, SocketRows.Row one) {
    JsonArray row =
        array(
            socket(words, one.socket()),
            state(one.state()),
            string(one.local()),
            string(one.peer()),
            one.numbers().sndUna(),
            one.numbers().sndNxt(),
            one.numbers().rcvNxt());
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
   * @param ofPage the numbers in the page of the segments of its graph
   * @param ids the ids of the properties that its signs refer to
   */
  int step(WorldNames words, StateGraph.Step step, List<Integer> ofPage, List<String> ids) {
    JsonArray leaving = new JsonArray();
    for (StateGraph.Sent sent : step.sent()) {
      leaving.add(ofPage.get(sent.segment()));
      leaving.add(sent.lostAtOnce() ? 1 : 0);
    }
    JsonArray changes = new JsonArray();
    for (Story.StateChange change : step.changes()) {
      changes.add(socket(words, change.socket()));
      changes.add(state(change.from()));
      changes.add(state(change.to()));
    }
    JsonArray row =
        array(
            state(step.event().kind()),
            number(step.at().map(at -> socket(words, at))),
            string(words.event(step.event())),
            string(step.reason().why()),
            string(step.reason().source()),
            number(step.moved().map(moved -> ofPage.get(moved.segment()))),
            step.moved().map(StateGraph.Moved::age).orElse(0),
            number(WorldNames.userTold(step.told()).map(this::string)));
    row.add(leaving);
    row.add(changes);
    row.add(signs(step.signs(), ids));
    return steps.number(row);
  }

  /** Signs, each as the number in the page of its property and what it means to it. */
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
