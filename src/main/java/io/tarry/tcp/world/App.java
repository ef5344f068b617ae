package io.tarry.tcp.world;

import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Switch;

/** The application at one end. For a new socket, this section is reset. */
public final class App extends Section<App> {

  private static final Fields<App> FIELDS = new Fields<>();

  /** How many steps of its script it has made. */
  public static final Field<App> POSITION =
      FIELDS.number(
          "position",
          at -> at.scripts().mapToInt(script -> script.instructions().size()).max().orElse(0));

  /** How many bytes TCP has taken from it, in all. */
  public static final Field<App> ACCEPTED = FIELDS.number("accepted", SectionPlace::bytes);

  /** How many bytes TCP has given it, in all. */
  public static final Field<App> DELIVERED =
      FIELDS.number("delivered", at -> at.deliveredMax(at.side().other()));

  /** Whether TCP has told it that the peer will send no more. */
  public static final Field<App> END_OF_FILE = FIELDS.flag("endOfFile");

  /** Why its connection failed; after that it does nothing more. */
  public static final Field<App> ERROR = FIELDS.choice("error", UserError.values());

  /** Whether it will learn of a reset by its next SEND, and by nothing else. */
  public static final Field<App> BROKEN_PIPE =
      FIELDS.flag("brokenPipe").when(at -> at.has(Switch.BROKEN_PIPE));

  /**
   * The number of its session, at a client's end; the sessions of all processes are numbered
   * together, from 1. 0 where nobody has opened yet.
   */
  public static final Field<App> SESSION =
      FIELDS.number("session", at -> at.topology().sessions()).when(at -> at.side() == Side.CLIENT);

  /** The time that its next step watches: {@link Timer#OFF}, or 1 + the ticks that are left. */
  public static final Field<App> TIMER =
      FIELDS.timer("timer", App::longestTime).when(at -> longestTime(at) > 0);

  App(SectionPlace at) {
    super(FIELDS, at);
  }

  private static int longestTime(SectionPlace at) {
    return at.scripts().mapToInt(Script::longestTime).max().orElse(0);
  }

  /** Whether what the step waits for has not yet come from the peer. */
  public boolean waitsFor(Script.Instruction step) {
    return waitsForBytesOf(step) || (step.awaited().endOfFile() && !endOfFile());
  }

  /** Whether bytes that the step waits for are still missing. */
  public boolean waitsForBytesOf(Script.Instruction step) {
    return delivered() < step.awaited().bytes() && !endOfFile();
  }

  /** The number of its session, from 1; 0 if there was none yet, and at a server. */
  public int session() {
    return get(SESSION);
  }

  /** The time that its next step watches: {@link Timer#OFF}, or 1 + the ticks that are left. */
  public int timer() {
    return get(TIMER);
  }

  /** How many steps of its script it has made. */
  public int position() {
    return get(POSITION);
  }

  /** How many bytes TCP has taken from it, in all. */
  public int accepted() {
    return get(ACCEPTED);
  }

  /** How many bytes TCP has given it, in all. */
  public int delivered() {
    return get(DELIVERED);
  }

  /** Whether TCP has told it that the peer will send no more. */
  public boolean endOfFile() {
    return is(END_OF_FILE);
  }

  /** Why its connection failed. */
  public UserError error() {
    return UserError.of(get(ERROR));
  }

  /** Whether it will learn of a reset by its next SEND, and by nothing else. */
  public boolean brokenPipe() {
    return is(BROKEN_PIPE);
  }
}
