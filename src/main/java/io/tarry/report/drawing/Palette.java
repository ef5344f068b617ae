package io.tarry.report.drawing;

/** The colours of pictures. What a colour means is also said in words or by a shape. */
public final class Palette {

  public static final String PAPER = "#FFFFFF";
  public static final String INK = "#111827";
  public static final String GREY = "#6B7280";
  static final String LIGHT_GREY = "#C4C9D1";
  public static final String TICK = "#9CA3AF";
  public static final String HEADING = "#14263F";
  public static final String SUBHEADING = "#445566";

  public static final String HOST_FILL = "#DCE6F5";
  public static final String HOST_BORDER = "#34507A";
  public static final String STATE_FILL = "#FFFFFF";
  public static final String STATE_TEXT = "#1B2F4B";

  public static final String NO_CONNECTION_FILL = "#EEEEEE";
  public static final String NO_CONNECTION_BORDER = "#777777";
  public static final String NO_CONNECTION_TEXT = "#444444";

  public static final String TIME_WAIT_SHADE = "#FFF3C4";
  public static final String TIME_WAIT_FILL = "#FFE08A";
  public static final String TIME_WAIT_BORDER = "#B8860B";
  public static final String TIME_WAIT_EDGE = "#D9A400";
  public static final String TIME_WAIT_TEXT = "#5C4300";
  public static final String TIME_WAIT_MEASURE = "#7A6000";

  public static final String EVENT = "#7A4B00";
  public static final String OVERTAKEN = "#6D28D9";

  /** Of a segment whose connection is over while a later one has its 4-tuple. */
  public static final String OLD = "#0E7490";

  public static final String NAT_FILL = "#E5E0F0";
  public static final String NAT_BORDER = "#8B7FB0";

  public static final String PARTING = "#34507A";
  public static final String PARTING_FILL = "#F3F6FB";

  public static final String BAD = "#C81E1E";
  public static final String BAD_DARK = "#7F1D1D";
  public static final String BAD_FILL = "#FDE8E8";
  public static final String BAD_TINT = "#FFF6F5";

  public static final String GOOD = "#15803D";
  public static final String GOOD_DARK = "#14532D";
  public static final String GOOD_FILL = "#E3F5E8";
  public static final String GOOD_TINT = "#F4FBF6";

  private Palette() {}
}
