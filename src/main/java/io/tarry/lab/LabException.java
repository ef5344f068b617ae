package io.tarry.lab;

/** Why this machine cannot play runs, in words for the user. */
public final class LabException extends Exception {

  private static final long serialVersionUID = 1L;

  LabException(String message) {
    super(message);
  }
}
