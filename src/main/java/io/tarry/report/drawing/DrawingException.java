package io.tarry.report.drawing;

/** Thrown when a drawing could not be drawn, or not completely; the message says why. */
public final class DrawingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DrawingException(String message) {
    super(message);
  }

  DrawingException(String message, Throwable cause) {
    super(message, cause);
  }
}
