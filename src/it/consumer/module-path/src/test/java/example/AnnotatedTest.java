package example;

import static io.tarry.model.Claim.never;

import io.tarry.junit.CheckModel;
import io.tarry.junit.ModelTests;
import io.tarry.model.Action;
import io.tarry.model.Check;
import io.tarry.model.Claim;
import io.tarry.model.Flag;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tests of JUnit, made of the models of a module. */
class AnnotatedTest {

  static final Claim<Countdown.Left, Countdown.By> NEVER_BELOW_ZERO =
      never("below zero", left -> left.number() < 0);

  @CheckModel(Countdown.class)
  void countdown() {}

  @TestFactory
  Stream<DynamicTest> mutex() {
    Claim<Mutex, Action> both = never("both are inside", m -> m.inside.all(Flag::get));
    return ModelTests.of(Check.of(() -> new Mutex(true)), both);
  }
}
