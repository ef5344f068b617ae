package io.tarry.engine.store;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Several threads number groups of words as one would")
public class WordsInternerLincheckTest {

  private final WordsInterner numbering = new WordsInterner(2, MemoryBudget.unlimited());

  /** The number of two words, and what is kept under that number. */
  @Operation
  public String numberOf(@Param(gen = IntGen.class, conf = "1:4") int word) {
    int number = numbering.numberOf(new long[] {word, -word});
    long[] kept = new long[2];
    numbering.read(number, kept);
    return number + " for " + kept[0] + ", " + kept[1];
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
