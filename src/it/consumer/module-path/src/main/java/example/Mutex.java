package example;

import io.tarry.model.Domain;
import io.tarry.model.Each;
import io.tarry.model.FieldModel;
import io.tarry.model.Flag;

/** Processes that take a lock before they go in. */
final class Mutex extends FieldModel {

  private final Domain<Integer> processes = Domain.range(1, 2);
  final Each<Integer, Flag> inside = each("inside", processes, this::flag);
  private final Flag locked = flag("locked");

  Mutex(boolean looksFirst) {
    step("enter", processes)
        .when(p -> !inside.at(p).get() && !(looksFirst && locked.get()))
        .then(p -> {
          locked.set(true);
          inside.at(p).set(true);
        });
    step("leave", processes)
        .when(p -> inside.at(p).get())
        .then(p -> {
          locked.set(false);
          inside.at(p).set(false);
        });
  }
}
