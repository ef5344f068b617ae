package io.tarry.engine.models;

/** Counts x and y up from 0, each modulo 256, in search of a solution of ax + by = c mod 256. */
public final class LinearEquation extends OneWordModel {

  private final int a;
  private final int b;
  private final int c;

  /** The equation. */
  public LinearEquation(int a, int b, int c) {
    this.a = a;
    this.b = b;
    this.c = c;
  }

  /** Whether x and y solve it. */
  public boolean isSolvedBy(long[] state) {
    long x = state[0] & 0xFF;
    long y = state[0] >> 8;
    return (a * x + b * y) % 256 == c;
  }

  @Override
  public void initialStates(Sink sink) {
    offer(sink, INITIAL, 0);
  }

  @Override
  void successors(long state, Sink sink) {
    long x = state & 0xFF;
    long y = state >> 8;
    offer(sink, 0, (x + 1) % 256 | y << 8);
    offer(sink, 1, x | (y + 1) % 256 << 8);
  }
}
