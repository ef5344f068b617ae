package io.tarry.tcp;

/** One of the two ends of the connection. */
public enum End {
  CLIENT(100),
  SERVER(300);

  private final int iss;

  End(int iss) {
    this.iss = iss;
  }

  /**
   * The initial send sequence number, ISS. Small and fixed, so that pictures are easy to read; what
   * TCP does here depends on differences of sequence numbers only.
   */
  public int iss() {
    return iss;
  }

  /** The end on the other side. */
  public End peer() {
    return this == CLIENT ? SERVER : CLIENT;
  }

  /** As scenario files and pictures write it. */
  public String label() {
    return this == CLIENT ? "client" : "server";
  }

  static End of(int number) {
    return number == 0 ? CLIENT : SERVER;
  }

  int number() {
    return this == CLIENT ? 0 : 1;
  }
}
