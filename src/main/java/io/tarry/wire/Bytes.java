package io.tarry.wire;

import java.util.Arrays;

/** Bytes that do not change. */
public final class Bytes {

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these. */
  public static Bytes of(byte... bytes) {
    return new Bytes(bytes.clone());
  }

  /** How many there are. */
  public int length() {
    return bytes.length;
  }

  /** A copy of all of them. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** The bytes from that place on. */
  Bytes from(int place) {
    return new Bytes(Arrays.copyOfRange(bytes, place, bytes.length));
  }

  /** The number made of the two bytes at that place, the first the more significant. */
  int number(int place) {
    return (bytes[place] & 0xff) << Byte.SIZE | (bytes[place + 1] & 0xff);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes same && Arrays.equals(bytes, same.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
