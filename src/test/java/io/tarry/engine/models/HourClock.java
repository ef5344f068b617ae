package io.tarry.engine.models;

/** A clock that shows the hour, 1 to 12, and starts at any. */
public final class HourClock extends OneWordModel {

  @Override
  public void initialStates(Sink sink) {
    for (int hour = 1; hour <= 12; hour++) {
      offer(sink, INITIAL, hour);
    }
  }

  @Override
  void successors(long hour, Sink sink) {
    offer(sink, 0, hour % 12 + 1);
  }
}
