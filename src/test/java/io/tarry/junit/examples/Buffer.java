package io.tarry.junit.examples;

import io.tarry.model.Counter;
import io.tarry.model.FieldModel;

/** A buffer with room for 3 items. */
final class Buffer extends FieldModel {
  final Counter size = counter("size", 0, 9);

  Buffer() {
    step("put").when(() -> size.get() < 3).then(() -> size.set(size.get() + 1));
    step("take").when(() -> size.get() > 0).then(() -> size.set(size.get() - 1));
    step("clear").when(() -> size.get() > 0).then(() -> size.set(0));
  }
}
