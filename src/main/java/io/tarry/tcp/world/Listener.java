package io.tarry.tcp.world;

import io.tarry.tcp.settings.Program;

/** The listener of a server that keeps listening. */
public final class Listener extends Section<Listener> {

  private static final Fields<Listener> FIELDS = new Fields<>();

  /** Whether there is one now. */
  public static final Field<Listener> LISTENING =
      FIELDS.flag("listening").when(at -> program(at).keepsListening());

  /** How many calls the server has made for it. */
  public static final Field<Listener> CALLS =
      FIELDS
          .number("calls", at -> 1 + 2 * program(at).restarts())
          .when(at -> program(at).keepsListening());

  /** Why the server could not listen. */
  public static final Field<Listener> ERROR =
      FIELDS.choice("error", UserError.values()).when(at -> program(at).keepsListening());

  Listener(SectionPlace at) {
    super(FIELDS, at);
  }

  private static Program program(SectionPlace at) {
    return at.settings().server().program();
  }
}
