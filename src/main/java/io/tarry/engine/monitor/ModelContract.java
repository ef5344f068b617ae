package io.tarry.engine.monitor;

import io.tarry.engine.BrokenContract;
import io.tarry.engine.Model;

/**
 * The duties of a {@link Model} that can be checked at no cost worth mentioning. A model that fails
 * them would be searched, but the answer would be wrong.
 */
public final class ModelContract {

  private ModelContract() {}

  public static int requireWordCount(int words) {
    if (words < 1) {
      throw new BrokenContract("the model's states must have a word or more, not " + words);
    }
    return words;
  }

  public static int requireControlWords(int controlWords, int words) {
    if (controlWords < 0 || controlWords >= words) {
      throw new BrokenContract(
          "of a model's "
              + words
              + " words some must be left for its channels, but its controlWords() is "
              + controlWords);
    }
    return controlWords;
  }

  public static void requireWords(int words, long[] offered) {
    if (offered.length != words) {
      throw new BrokenContract(
          "the model offered a state of length "
              + offered.length
              + ", but its words() is "
              + words);
    }
  }

  public static void requireInitial(int action) {
    if (action != Model.INITIAL) {
      throw new BrokenContract(
          "the model offered an initial state with the action " + action + ", not Model.INITIAL");
    }
  }

  public static void requireAction(int action) {
    if (action < 0) {
      throw new BrokenContract(
          "the model offered a step with the action " + action + "; actions are numbers from 0");
    }
  }

  /** What a model offers must not depend on whether somebody looks at it. */
  public static void requireSameOffers(boolean same) {
    if (!same) {
      throw new BrokenContract(
          "the model offers other steps when properties look at them. Likely cause: the test of a"
              + " property changes the model or the arrays that it is given (it unpacks a state by"
              + " the model's own scratch memory, say), or the model is not deterministic");
    }
  }

  /** The array that a model and its tests were lent to read a state from is only read. */
  public static void requireUnchanged(boolean unchanged) {
    if (!unchanged) {
      throw new BrokenContract(
          "the model, or the test of a property, changed the state that it was given to read");
    }
  }

  /** The likely cause of a run that cannot be found or walked again. */
  public static BrokenContract notDeterministic(String property, String symptom) {
    return failedAgain("the run for '" + property + "' could not be walked again: " + symptom);
  }

  /** The likely cause of states that are not the same when they are looked at once more. */
  public static BrokenContract notDeterministic(String symptom) {
    return failedAgain("the states were not the same the second time: " + symptom);
  }

  public static BrokenContract nowBeyondLimit() {
    return notDeterministic("no step led beyond a limit, and now one does");
  }

  private static BrokenContract failedAgain(String failure) {
    return new BrokenContract(
        failure
            + ". Likely cause: the model, or the property's test, is not deterministic (a hash"
            + " table's order, random numbers, a clock, memory of earlier calls)");
  }
}
