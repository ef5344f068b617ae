package io.tarry.report.ladder;

import io.tarry.report.drawing.Palette;
import io.tarry.tcp.world.TcpState;

/** The look of the box of a state. */
record StateStyle(String fill, String border, double borderWidth, String text) {

  private static final double NORMAL = 1.2;
  private static final double STRONG = 1.8;

  /**
   * The look of a state.
   *
   * @param ending whether the last step enters it
   * @param bad whether the last step breaks something
   */
  static StateStyle of(TcpState state, boolean ending, boolean bad) {
    if (ending && bad) {
      return new StateStyle(Palette.BAD_FILL, Palette.BAD, STRONG, Palette.BAD_DARK);
    }
    if (ending) {
      return new StateStyle(Palette.GOOD_FILL, Palette.GOOD, STRONG, Palette.GOOD_DARK);
    }
    return switch (state) {
      case CLOSED, LISTEN ->
          new StateStyle(
              Palette.NO_CONNECTION_FILL,
              Palette.NO_CONNECTION_BORDER,
              NORMAL,
              Palette.NO_CONNECTION_TEXT);
      case TIME_WAIT ->
          new StateStyle(
              Palette.TIME_WAIT_FILL, Palette.TIME_WAIT_BORDER, NORMAL, Palette.TIME_WAIT_TEXT);
      case SYN_SENT,
          SYN_RECEIVED,
          ESTABLISHED,
          FIN_WAIT_1,
          FIN_WAIT_2,
          CLOSE_WAIT,
          CLOSING,
          LAST_ACK ->
          new StateStyle(Palette.STATE_FILL, Palette.HOST_BORDER, NORMAL, Palette.STATE_TEXT);
    };
  }
}
