package io.tarry.report;

/** The colours of pictures. What a colour says is said in words or by the form, too. */
final class Palette {

  static final String INK = "#111827";
  static final String GREY = "#6B7280";
  static final String LIGHT_GREY = "#C4C9D1";
  static final String TICK = "#9CA3AF";
  static final String HEADING = "#14263F";
  static final String SUBHEADING = "#445566";

  static final String HOST_FILL = "#DCE6F5";
  static final String HOST_BORDER = "#34507A";
  static final String STATE_FILL = "#FFFFFF";
  static final String STATE_TEXT = "#1B2F4B";

  static final String NO_CONNECTION_FILL = "#EEEEEE";
  static final String NO_CONNECTION_BORDER = "#777777";
  static final String NO_CONNECTION_TEXT = "#444444";

  static final String TIME_WAIT_SHADE = "#FFF3C4";
  static final String TIME_WAIT_FILL = "#FFE08A";
  static final String TIME_WAIT_BORDER = "#B8860B";
  static final String TIME_WAIT_EDGE = "#D9A400";
  static final String TIME_WAIT_TEXT = "#5C4300";
  static final String TIME_WAIT_MEASURE = "#8A6D00";

  static final String EVENT = "#7A4B00";
  static final String OVERTAKEN = "#6D28D9";

  static final String NAT_FILL = "#E5E0F0";
  static final String NAT_BORDER = "#8B7FB0";

  static final String BAD = "#C81E1E";
  static final String BAD_DARK = "#7F1D1D";
  static final String BAD_FILL = "#FDE8E8";
  static final String BAD_TINT = "#FFF6F5";

  static final String GOOD = "#15803D";
  static final String GOOD_DARK = "#14532D";
  static final String GOOD_FILL = "#E3F5E8";
  static final String GOOD_TINT = "#F4FBF6";

  private Palette() {}
}
