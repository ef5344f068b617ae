package io.tarry.wire;

/** Why a file is no capture that can be read. */
public final class CaptureException extends Exception {

  private static final long serialVersionUID = 1;

  CaptureException(String why) {
    super(why);
  }

  /** Why, in words. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
