package io.tarry.tcp.world;

/**
 * What TCP tells a user whose connection failed, by errno names. Source: RFC 9293 section 3.9.1.
 */
public enum UserError {
  NONE("no error"),
  REFUSED("connection refused"),
  RESET("connection reset"),
  TIMED_OUT("connection timed out"),
  NO_PORT("cannot assign requested address (EADDRNOTAVAIL)"),
  ADDRESS_IN_USE("address already in use (EADDRINUSE)"),
  BROKEN_PIPE("broken pipe (EPIPE)");

  private static final UserError[] ALL = values();
  private final String label;

  UserError(String label) {
    this.label = label;
  }

  static UserError of(int number) {
    return ALL[number];
  }

  /** How it is shown. */
  public String label() {
    return label;
  }
}
