package io.tarry.tcp.settings;

/** The two sides of every connection. */
public enum Side {
  /** The side that opens actively, as a rule. */
  CLIENT("client"),
  /** The side that listens. */
  SERVER("server");

  private final String label;

  Side(String label) {
    this.label = label;
  }

  /** As scenario files and pictures write it. */
  public String label() {
    return label;
  }

  /** The opposite side. */
  public Side other() {
    return this == CLIENT ? SERVER : CLIENT;
  }
}
