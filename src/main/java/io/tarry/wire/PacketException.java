package io.tarry.wire;

/** Bytes that are no IPv4 packet with a TCP segment; the message says why, as "it is ...". */
public final class PacketException extends Exception {

  private static final long serialVersionUID = 1;

  PacketException(String why) {
    super(why);
  }

  /** Why, in words. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
