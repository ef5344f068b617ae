package io.tarry.tcp.world;

/** A process of a client. */
public final class ClientProcess extends Section<ClientProcess> {

  private static final Fields<ClientProcess> FIELDS = new Fields<>();

  /** How many sessions it has begun. */
  public static final Field<ClientProcess> BEGUN =
      FIELDS.number("begun", at -> at.topology().processes().get(at.number()).sessions());

  /** The error with which its last socket was refused before it had a 4-tuple. */
  public static final Field<ClientProcess> REFUSAL = FIELDS.choice("refusal", UserError.values());

  ClientProcess(SectionPlace at) {
    super(FIELDS, at);
  }
}
