package io.tarry.tcp.rules;

import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.world.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in one step, beyond the states before and after it: which segment moved, what was
 * sent, which rules of the RFC were applied. Filled while the step is computed; properties and
 * pictures read it.
 */
public final class Step {

  private static final int SENT_MAX = 64;
  private static final int RULES_MAX = 16;

  private Action.Kind kind = Action.Kind.BEGIN;
  private End at = End.CLIENT;
  private Segment moved = Segment.NONE;

  private final long[] sent = new long[SENT_MAX];
  private final boolean[] sentLost = new boolean[SENT_MAX];
  private int sentCount;

  private final Rule[] rules = new Rule[RULES_MAX];
  private int rulesCount;

  /** The numbers, from 0, of the bytes given to the user at {@link #at}, in this order. */
  private final int[] delivered = new int[SENT_MAX];

  private final boolean[] foreign = new boolean[SENT_MAX];
  private int deliveredCount;
  private boolean finConsumed;
  private int process;
  private Script.Instruction instruction = Script.Instruction.of(Call.RECEIVE);
  private String beyond = "";

  /** Which of several possible results the step is to have, and how many there are. */
  private int choice;

  private int choices;

  public Step() {}

  public void begin(Action.Kind newKind, End newAt, Segment newMoved) {
    kind = newKind;
    process = 0;
    beyond = "";
    choices = 1;
    at = newAt;
    moved = newMoved;
    sentCount = 0;
    rulesCount = 0;
    deliveredCount = 0;
    finConsumed = false;
  }

  public void because(Rule rule) {
    rules[rulesCount++] = rule;
  }

  void sends(Segment segment, boolean lost) {
    sent[sentCount] = segment.code();
    sentLost[sentCount] = lost;
    sentCount++;
  }

  void delivers(int number, boolean fromAnotherIncarnation) {
    foreign[deliveredCount] = fromAnotherIncarnation;
    delivered[deliveredCount++] = number;
  }

  public void makes(Script.Instruction call) {
    instruction = call;
  }

  /** The call, in a step that is an application's call; meaningless in other steps. */
  public Script.Instruction instruction() {
    return instruction;
  }

  public void by(int thatProcess) {
    process = thatProcess;
  }

  /** Says which of several possible results the step is to have. */
  public void choose(int number) {
    choice = number;
  }

  /**
   * Which of {@code count} results, from 0, the step is to have. The search makes a step for each.
   */
  int chosenOf(int count) {
    choices = count;
    return choice;
  }

  /** Says that the model cannot follow the step, and which limit it has met. */
  public void goesBeyond(String limit) {
    beyond = limit;
  }

  /** The limit that keeps the model from following the step; empty if there is none. */
  public String beyond() {
    return beyond;
  }

  /** How many possible results the step has. */
  public int choices() {
    return choices;
  }

  /** The number, from 0, of the process that opens or is refused. */
  public int process() {
    return process;
  }

  /** Whether the byte number {@code index} came from another incarnation of the 4-tuple. */
  public boolean deliveredForeign(int index) {
    return foreign[index];
  }

  void consumesFin() {
    finConsumed = true;
  }

  /** What kind of step it is. */
  public Action.Kind kind() {
    return kind;
  }

  /** Whether a segment arrives in it. */
  public boolean isArrival() {
    return kind == Action.Kind.DELIVER || kind == Action.Kind.DELIVER_COPY;
  }

  /** Whether it happens to one connection, rather than to a whole host or to the clock. */
  public boolean isOfConnection() {
    return switch (kind) {
      case TICK, REFUSED_CALL, LISTENER_CALL -> false;
      case BEGIN,
          CALL,
          DELIVER,
          DELIVER_COPY,
          LOSE,
          RETRANSMISSION_TIMEOUT,
          FIN_WAIT_2_TIMEOUT,
          TIME_WAIT_TIMEOUT,
          PATIENCE_TIMEOUT ->
          true;
    };
  }

  /**
   * The end where it happens; the receiver, if a segment arrives or is lost. Meaningless for a
   * tick.
   */
  public End at() {
    return at;
  }

  /** The segment that arrives or is lost, or {@link Segment#NONE}. */
  public Segment moved() {
    return moved;
  }

  /** How many segments are sent in it. */
  public int sentCount() {
    return sentCount;
  }

  /** The segment sent as number {@code index}, from 0. */
  public Segment sent(int index) {
    return new Segment(sent[index]);
  }

  /** Whether that one is lost at once, because the scenario says so. */
  public boolean sentLost(int index) {
    return sentLost[index];
  }

  /** Whether a RST is sent in it. */
  public boolean sendsRst() {
    for (int i = 0; i < sentCount; i++) {
      if (sent(i).rst()) {
        return true;
      }
    }
    return false;
  }

  /** How many bytes are given to the user. */
  public int deliveredCount() {
    return deliveredCount;
  }

  /** The number of the byte given to the user as number {@code index}, both from 0. */
  public int delivered(int index) {
    return delivered[index];
  }

  /** Whether RCV.NXT passes a FIN in it. */
  public boolean finConsumed() {
    return finConsumed;
  }

  /** Whether that rule was applied in it. */
  public boolean applied(Rule rule) {
    for (int i = 0; i < rulesCount; i++) {
      if (rules[i] == rule) {
        return true;
      }
    }
    return false;
  }

  /** The rules applied in it, in order. */
  public List<Rule> rules() {
    List<Rule> list = new ArrayList<>();
    for (int i = 0; i < rulesCount; i++) {
      list.add(rules[i]);
    }
    return list;
  }
}
