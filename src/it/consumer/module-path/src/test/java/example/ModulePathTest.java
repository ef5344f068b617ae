package example;

import static io.tarry.model.Claim.never;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tarry.engine.Verdict;
import io.tarry.model.Check;
import io.tarry.model.Flag;
import org.junit.jupiter.api.Test;

class ModulePathTest {

  @Test
  void both_are_named_modules() {
    assertEquals("example", Mutex.class.getModule().getName());
    assertEquals("io.tarry", Check.class.getModule().getName());
  }

  @Test
  void fields_are_checked() {
    Check.of(() -> new Mutex(true))
        .run(never("both are inside", m -> m.inside.all(Flag::get)))
        .requireAllHold();
    AssertionError failure =
        assertThrows(
            AssertionError.class,
            () ->
                Check.of(() -> new Mutex(false))
                    .run(never("both are inside", m -> m.inside.all(Flag::get)))
                    .requireAllHold());
    assertTrue(failure.getMessage().contains("both are inside"), failure.getMessage());
  }

  @Test
  void records_are_checked() {
    assertEquals(
        Verdict.HOLDS,
        Check.of(new Countdown())
            .run(never("below zero", left -> left.number() < 0))
            .verdict("below zero"));
  }
}
