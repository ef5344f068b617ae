package io.tarry.judge;

/** Why a capture cannot be judged, in words. */
public final class JudgeException extends Exception {

  private static final long serialVersionUID = 1;

  JudgeException(String why) {
    super(why);
  }

  /** Why, in words. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
