package io.tarry.engine.models;

import java.util.ArrayList;
import java.util.List;

/**
 * The alternating-bit protocol with two data values over two queues that may lose any of their
 * messages. A step that would make a queue longer than two is cut off.
 *
 * <p>A message is {@code bit + 2 * value}, an acknowledgement a bit.
 */
public final class AlternatingBit extends OneWordModel {

  private static final int QUEUE_MAX = 2;

  private long senderBit;
  private long acknowledgedBit;
  private long receiverBit;
  private long sent;
  private long received;
  private List<Long> messages = List.of();
  private List<Long> acknowledgements = List.of();

  @Override
  public void initialStates(Sink sink) {
    for (int choice = 0; choice < 8; choice++) {
      long bit = choice & 1;
      senderBit = bit;
      acknowledgedBit = bit;
      receiverBit = bit;
      sent = choice >> 1 & 1;
      received = choice >> 2 & 1;
      offer(sink, INITIAL, pack());
    }
  }

  @Override
  void successors(long state, Sink sink) {
    unpack(state);
    if (acknowledgedBit == senderBit) {
      for (int value = 0; value < 2; value++) {
        senderBit = 1 - senderBit;
        sent = value;
        messages.add(senderBit + 2 * sent);
        offerOrCut(sink, value, state);
      }
    } else {
      messages.add(senderBit + 2 * sent);
      offerOrCut(sink, 2, state);
    }
    if (!messages.isEmpty()) {
      long message = messages.remove(0);
      receiverBit = message & 1;
      received = message >> 1;
      offerOrCut(sink, 3, state);
    }
    acknowledgements.add(receiverBit);
    offerOrCut(sink, 4, state);
    if (!acknowledgements.isEmpty()) {
      acknowledgedBit = acknowledgements.remove(0);
      offerOrCut(sink, 5, state);
    }
    for (int i = 0; i < messages.size(); i++) {
      messages.remove(i);
      offerOrCut(sink, 6 + i, state);
    }
    for (int i = 0; i < acknowledgements.size(); i++) {
      acknowledgements.remove(i);
      offerOrCut(sink, 8 + i, state);
    }
  }

  /** Offers what the fields say, and sets them back to the state that the step is from. */
  private void offerOrCut(Sink sink, int action, long state) {
    if (messages.size() > QUEUE_MAX || acknowledgements.size() > QUEUE_MAX) {
      sink.beyond(action, "queue length");
    } else {
      offer(sink, action, pack());
    }
    unpack(state);
  }

  private long pack() {
    long state = senderBit | acknowledgedBit << 1 | receiverBit << 2 | sent << 3 | received << 4;
    return state | pack(messages, 2) << 8 | pack(acknowledgements, 1) << 16;
  }

  private void unpack(long state) {
    senderBit = state & 1;
    acknowledgedBit = state >> 1 & 1;
    receiverBit = state >> 2 & 1;
    sent = state >> 3 & 1;
    received = state >> 4 & 1;
    messages = unpack(state >> 8 & 0xFF, 2);
    acknowledgements = unpack(state >> 16, 1);
  }

  /** The entries, the first one lowest, with a 1 above the last one. */
  private static long pack(List<Long> queue, int width) {
    long packed = 1;
    for (int i = queue.size() - 1; i >= 0; i--) {
      packed = packed << width | queue.get(i);
    }
    return packed;
  }

  private static List<Long> unpack(long packed, int width) {
    List<Long> queue = new ArrayList<>();
    for (long rest = packed; rest > 1; rest >>= width) {
      queue.add(rest & ((1L << width) - 1));
    }
    return queue;
  }
}
