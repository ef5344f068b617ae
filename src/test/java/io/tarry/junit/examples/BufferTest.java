package io.tarry.junit.examples;

import static io.tarry.model.Claim.always;
import static io.tarry.model.Claim.reachable;

import io.tarry.junit.CheckModel;
import io.tarry.model.Action;
import io.tarry.model.Claim;

/** Two claims, and that there is no deadlock: three tests. */
class BufferTest {

  static final Claim<Buffer, Action> HAS_ROOM_FOR_THREE =
      always("never more than 3", buffer -> buffer.size.get() <= 3);

  static final Claim<Buffer, Action> CAN_BE_FULL =
      reachable("can be full", buffer -> buffer.size.get() == 3);

  @CheckModel(Buffer.class)
  void buffer() {}
}
