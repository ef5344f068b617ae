package io.tarry.model.examples;

import static io.tarry.model.Claim.eachStep;
import static io.tarry.model.Claim.leadsTo;
import static io.tarry.model.Fair.strong;
import static io.tarry.model.Fair.weak;

import io.tarry.model.Action;
import io.tarry.model.Claim;
import io.tarry.model.Counter;
import io.tarry.model.Domain;
import io.tarry.model.FieldModel;
import io.tarry.model.Fifo;

/** A sender repeats a bit until it is acknowledged, over queues that lose; then the next one. */
final class AlternatingBit extends FieldModel {

  static final Claim<AlternatingBit, Action> ACCEPTED_ONCE =
      eachStep(
          "each bit is accepted once",
          (before, action, after) ->
              before.expected.get() == after.expected.get() || before.isOnItsWay());

  static final Claim<AlternatingBit, Action> ARRIVES_IF_FAIR =
      leadsTo(
          "a bit arrives if the network is fair",
          m -> m.isOnItsWay(),
          m -> !m.isOnItsWay(),
          weak("send"),
          strong("receive"));

  static final Claim<AlternatingBit, Action> ARRIVES =
      leadsTo("a bit arrives", m -> m.isOnItsWay(), m -> !m.isOnItsWay());

  private static final Domain<Integer> BITS = Domain.range(0, 1);

  final Counter sent = counter("sent", 0, 1);
  final Counter expected = counter("expected", 0, 1);
  final Fifo<Integer> data = fifo("data", 2, BITS);
  final Fifo<Integer> acks = fifo("acks", 2, BITS);

  AlternatingBit() {
    step("send").when(() -> !data.isFull()).then(() -> data.add(sent.get()));
    step("lose data", data).then(bit -> data.remove());
    step("lose ack", acks).then(bit -> acks.remove());
    step("receive", data)
        .then(bit -> {
          data.remove();
          if (!acks.isFull()) {
            acks.add(bit);
          }
          expected.set(bit == expected.get() ? 1 - bit : expected.get());
        });
    step("hear", acks)
        .then(bit -> {
          acks.remove();
          sent.set(bit == sent.get() ? 1 - bit : sent.get());
        });
  }

  /** Whether the bit that is sent was not accepted yet. */
  boolean isOnItsWay() {
    return sent.get() == expected.get();
  }
}
