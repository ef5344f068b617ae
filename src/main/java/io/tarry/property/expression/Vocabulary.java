package io.tarry.property.expression;

import io.tarry.tcp.settings.Call;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every name of the language. Parser, type checker, suggestions and the documentation's tables all
 * come from here.
 */
public final class Vocabulary {

  static final String BEFORE = "before";
  static final String NETWORK = "network";
  static final String SIZE = "size";
  static final String SENT = "sent";
  static final String IS = "is";
  static final String EMPTY = "empty";
  static final String HAS = "has";
  static final String STEP = "step";
  static final String NOT = "not";
  static final String FROM = "from";
  static final String TO = "to";
  static final String AT = "at";

  static final Map<String, Boolean> TRUTHS = Map.of("true", true, "false", false);
  static final Map<String, EndField> END_FIELDS = byWord(EndField.values());
  static final Map<String, HostField> HOST_FIELDS = byWord(HostField.values());
  static final Map<String, Quantifier> QUANTIFIERS = byWord(Quantifier.values());
  static final Map<String, SegmentWord> SEGMENTS = byWord(SegmentWord.values());
  static final Map<String, StepVerb> VERBS = byWord(StepVerb.values());
  static final Map<String, TimerWord> TIMERS = byWord(TimerWord.values());
  static final Map<String, Call> CALLS = new LinkedHashMap<>();
  static final Map<String, TcpState> STATES = new LinkedHashMap<>();
  static final Map<String, UserError> ERRORS = new LinkedHashMap<>();

  static {
    Stream.of(Call.values()).forEach(call -> CALLS.put(wordFor(call), call));
    Stream.of(TcpState.values()).forEach(state -> STATES.put(state.name(), state));
    Stream.of(UserError.values()).forEach(error -> ERRORS.put(error.name(), error));
  }

  /**
   * A form of the language, for its documentation.
   *
   * @param form how it is written; words in capitals or brackets are placeholders
   * @param type what it stands for
   * @param meaning what it means
   */
  public record Entry(String form, Type type, String meaning) {}

  private Vocabulary() {}

  private static <W extends Word> Map<String, W> byWord(W[] words) {
    Map<String, W> byWord = new LinkedHashMap<>();
    for (W word : words) {
      byWord.put(word.word(), word);
    }
    return byWord;
  }

  static String wordFor(Call call) {
    return call.name().toLowerCase(Locale.ROOT);
  }

  /** What an operand can begin with. */
  static List<String> beginnings(Names names) {
    List<String> words = new ArrayList<>(names.owners());
    words.addAll(QUANTIFIERS.keySet());
    words.addAll(List.of(NETWORK, STEP, BEFORE, NOT, "true", "false"));
    words.addAll(STATES.keySet());
    words.addAll(ERRORS.keySet());
    return words;
  }

  /** What can be asked of the world and of the step. */
  public static List<Entry> questions() {
    List<Entry> entries = new ArrayList<>();
    for (EndField field : EndField.values()) {
      entries.add(new Entry("END." + field.word(), field.type(), field.meaning()));
    }
    for (HostField field : HostField.values()) {
      entries.add(new Entry("HOST." + field.word(), field.type(), field.meaning()));
    }
    for (Quantifier quantifier : Quantifier.values()) {
      String form = quantifier.word() + "(CONDITION)";
      entries.add(new Entry(form, quantifier.type(), quantifier.meaning()));
    }
    entries.add(new Entry("network.size", Type.NUMBER, "how many segments are on their way"));
    entries.add(new Entry("network.sent", Type.NUMBER, "how many segments were sent so far"));
    entries.add(new Entry("network is empty", Type.CONDITION, "none is"));
    entries.add(new Entry("network has SEGMENT", Type.CONDITION, "such a segment is on its way"));
    for (StepVerb verb : StepVerb.values()) {
      boolean alone = verb.takes() == StepVerb.Takes.NOTHING;
      String form = "step " + verb.word() + (alone ? "" : " " + verb.takes());
      entries.add(new Entry(form, Type.CONDITION, verb.meaning()));
    }
    return entries;
  }

  /** The words that stand for END, SEGMENT and so on, with their meanings. */
  public static Map<String, Map<String, String>> words() {
    Map<String, Map<String, String>> words = new LinkedHashMap<>();
    words.put("SEGMENT", meanings(SegmentWord.values()));
    words.put("TIMER", meanings(TimerWord.values()));
    Map<String, String> calls = new LinkedHashMap<>();
    CALLS.forEach((word, call) -> calls.put(word, call.label()));
    words.put("CALL", calls);
    Map<String, String> errors = new LinkedHashMap<>();
    ERRORS.forEach((word, error) -> errors.put(word, error.label()));
    words.put("error", errors);
    return words;
  }

  private static Map<String, String> meanings(Word[] words) {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (Word word : words) {
      meanings.put(word.word(), word.meaning());
    }
    return meanings;
  }
}
