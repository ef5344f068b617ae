package io.tarry.tcp.world;

/** How often a 4-tuple has been opened. Numbered as the connections are. */
public final class Openings extends Section<Openings> {

  private static final Fields<Openings> FIELDS = new Fields<>();

  public static final Field<Openings> COUNT =
      FIELDS.number("opened", at -> at.topology().sessionsThatMayOpen(at.number()));

  Openings(SectionPlace at) {
    super(FIELDS, at);
  }
}
