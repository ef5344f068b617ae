package io.tarry.tcp.world;

import io.tarry.tcp.settings.Settings.Ghost;

/** Ghosts that belong to no end. */
public final class WorldGhosts extends Section<WorldGhosts> {

  /** How many segments are counted at most, where somebody asks. */
  public static final int SENT_MAX = 255;

  private static final Fields<WorldGhosts> FIELDS = new Fields<>();

  /** How many segments were sent. */
  public static final Field<WorldGhosts> SENT =
      FIELDS.number("sent", at -> SENT_MAX).when(at -> at.remembers(Ghost.SENT));

  /** Whether some past connection lost a byte without any user being told. */
  static final Field<WorldGhosts> LOST_IN_SILENCE =
      FIELDS.flag("lostInSilence").when(SectionPlace::remembersPast);

  WorldGhosts(SectionPlace at) {
    super(FIELDS, at);
  }
}
