package io.tarry.engine.store;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Its table is so full from the start that two new words have it replaced. */
@DisplayName("Several threads number words as one would")
public class InternerLincheckTest {

  /** Two thirds of the slots of the first table, less one. */
  private static final int ALMOST_FULL = 41;

  private final Interner interner = new Interner(MemoryBudget.unlimited());

  /** As Lincheck makes it for each run. */
  public InternerLincheckTest() {
    for (int word = 0; word < ALMOST_FULL; word++) {
      interner.numberOf(1_000L + word);
    }
  }

  /** The number of a word, and what is kept under that number. */
  @Operation
  public String numberOf(@Param(gen = IntGen.class, conf = "1:3") int word) {
    int number = interner.numberOf(word);
    return number + " for " + interner.wordOf(number);
  }

  @Operation
  public int size() {
    return interner.size();
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
