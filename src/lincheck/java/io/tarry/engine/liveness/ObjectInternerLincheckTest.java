package io.tarry.engine.liveness;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Several threads number things as one would")
public class ObjectInternerLincheckTest {

  private final ObjectInterner<Integer> numbering = new ObjectInterner<>(UnaryOperator.identity());

  @Operation
  public int numberOf(@Param(gen = IntGen.class, conf = "1:4") int thing) {
    return numbering.numberOf(thing);
  }

  @Operation
  public List<Integer> inOrder() {
    return numbering.inOrder();
  }

  @Test
  void however_they_take_turns() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(3)
        .actorsAfter(1)
        .iterations(8)
        .invocationsPerIteration(150)
        .check(getClass());
  }
}
