package io.tarry.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads text into a tree in which every node has its place.
 *
 * <p>Only that part of YAML 1.2 which a scenario needs: one document without tags, anchors and
 * aliases, so that a short text cannot describe an endless tree. It is built from the parser's
 * events, of which even a hostile text has no more than characters, and reading stops at the first
 * that is refused.
 */
final class YamlTree {

  /** The longest text that is read, in characters. */
  static final int LENGTH_MAX = 256 * 1024;

  static final String TOO_LONG = "the file is longer than 256 KB";

  /**
   * How deep maps and lists may be nested. A scenario needs 7; a hostile text could nest without
   * end.
   */
  private static final int DEPTH_MAX = 16;

  private static final int REPLACEMENT_CHARACTER = 0xFFFD;

  private final Complaints complaints;
  private List<String> lines = List.of();
  private Iterator<Event> events = Collections.emptyIterator();

  /** Where the last node began: the place of an error if the parser gives none. */
  private Place reached = Place.START;

  private YamlTree(Complaints complaints) {
    this.complaints = complaints;
  }

  /** The map that is the whole file; empty, with a complaint added, if it cannot be read. */
  static Optional<Node.Fields> of(String text, Complaints complaints) {
    // The parser counts a lone CR at the end of a text as a column, not as a line.
    return new YamlTree(complaints).read(text.replace("\r\n", "\n").replace('\r', '\n'));
  }

  private Optional<Node.Fields> read(String text) {
    try {
      requireText(text);
      lines = List.of(text.split("\n", -1));
      LoadSettings settings = LoadSettings.builder().build();
      events = new ParserImpl(settings, new StreamReader(settings, text));
      Node root = document();
      if (root instanceof Node.Fields fields) {
        return Optional.of(fields);
      }
      complaints.add(root.place(), "expected 'title: ...' and so on, found " + root.shown());
    } catch (Refused e) {
      complaints.add(reached, String.valueOf(e.getMessage()));
    } catch (MarkedYamlEngineException e) {
      complaints.add(YamlError.place(e), YamlError.inPlainWords(e));
    } catch (RuntimeException e) {
      // The parser lets exceptions of the JDK escape, for instance for "\UFFFFFFFF".
      complaints.add(reached, "not YAML: " + Words.shortened(String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private void requireText(String text) {
    if (text.length() > LENGTH_MAX) {
      throw new Refused(TOO_LONG);
    }
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      // Decoders put U+FFFD in place of what is not UTF-8.
      if (character == REPLACEMENT_CHARACTER || !StreamReader.isPrintable(character)) {
        reached = new Place(line, column);
        throw new Refused("not a text in UTF-8: U+%04X has no place here".formatted(character));
      }
      line += character == '\n' ? 1 : 0;
      column = character == '\n' ? 1 : column + 1;
    }
  }

  private Node document() {
    events.next(); // the stream begins
    Event first = events.next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      throw new Refused("the file is empty");
    }
    Node root = node(events.next(), 1);
    events.next(); // the document ends
    Event last = events.next();
    if (last.getEventId() != Event.ID.StreamEnd) {
      reached = Place.of(last.getStartMark());
      throw new Refused("a second document begins here; one file, one scenario");
    }
    return root;
  }

  private Node node(Event event, int depth) {
    Place place = Place.of(event.getStartMark());
    reached = place;
    refuseWhatIsNotUnderstood(event);
    if (depth > DEPTH_MAX) {
      throw new Refused("nested too deeply");
    }
    if (event instanceof SequenceStartEvent) {
      return items(place, depth);
    }
    if (event instanceof MappingStartEvent) {
      return fields(place, depth);
    }
    ScalarEvent scalar = (ScalarEvent) event;
    String value = scalar.getValue();
    if (value.codePoints().anyMatch(YamlTree::isHalf)) {
      throw new Refused("half of a character: a \\u escape from D800 to DFFF needs its other half");
    }
    ScalarStyle style = scalar.getScalarStyle();
    return new Node.Text(place, value, style == ScalarStyle.PLAIN, written(value, style, place));
  }

  private static boolean isHalf(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  private Node.Written written(String value, ScalarStyle style, Place place) {
    return new Node.Written() {
      @Override
      public Place[] places() {
        return ScalarPlaces.of(lines, style, place, value);
      }

      @Override
      public Optional<Place> escape() {
        return ScalarPlaces.escape(lines, style, place);
      }
    };
  }

  private static void refuseWhatIsNotUnderstood(Event event) {
    boolean anchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
    if (anchored || event instanceof AliasEvent) {
      throw new Refused("anchors and aliases (&x, *x) are not understood here; write it out");
    }
    boolean tagged =
        (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
            || (event instanceof CollectionStartEvent start && start.getTag().isPresent());
    if (tagged) {
      throw new Refused("tags (!x) are not understood here; leave it out");
    }
  }

  private Node.Items items(Place place, int depth) {
    List<Node> nodes = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      nodes.add(node(next, depth + 1));
    }
    return new Node.Items(place, nodes);
  }

  private Node.Fields fields(Place place, int depth) {
    Map<String, Node.Field> fields = new HashMap<>();
    List<Node.Field> inOrder = new ArrayList<>();
    Event next = events.next();
    for (; next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
      Node key = node(next, depth + 1);
      Node value = node(events.next(), depth + 1);
      if (key instanceof Node.Text text) {
        Node.Field field = new Node.Field(text.value(), text.place(), value);
        Node.Field earlier = fields.putIfAbsent(field.key(), field);
        if (earlier == null) {
          inOrder.add(field);
        } else {
          complaints.add(
              field.place(),
              Words.quoted(field.key())
                  + " stands here twice, first in line "
                  + earlier.place().line());
        }
      } else {
        complaints.add(key.place(), "expected a word before the ':', found " + key.shown());
      }
    }
    return new Node.Fields(place, Place.of(next.getEndMark()), inOrder);
  }

  /** Thrown when a text has no tree; the place is the one {@link #reached}. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String problem) {
      super(problem);
    }
  }
}
