package io.tarry.junit;

import io.tarry.model.Check;
import io.tarry.model.CheckResult;
import io.tarry.model.Claim;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * A typed model as tests: one for each claim, and one that there is no deadlock.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> mutex() {
 *   return ModelTests.of(Check.of(() -> new Mutex(3)), ONE_AT_A_TIME, EACH_ENTERS);
 * }
 * }</pre>
 *
 * <p>All claims are decided in one search, when the first test runs. A test fails unless its claim
 * holds, if only within the bounds of the model. Where a model needs no arguments, {@link
 * CheckModel} is shorter.
 */
public final class ModelTests {

  private ModelTests() {}

  /** The tests. */
  // The array is only read; and a module that uses the engine alone has no JUnit.
  @SafeVarargs
  @SuppressWarnings({"varargs", "exports"})
  public static <S, A> Stream<DynamicTest> of(
      Check<S, A> check, Claim<? super S, ? super A>... claims) {
    List<Claim<? super S, ? super A>> all = Arrays.asList(claims);
    Once<S, A> once = new Once<>(check, all);
    return names(all)
        .map(name -> DynamicTest.dynamicTest(name, () -> once.checked().requireHolds(name)));
  }

  /** The names of these claims, and of the one that is always asked. */
  static <S, A> Stream<String> names(List<? extends Claim<? super S, ? super A>> claims) {
    return Stream.concat(Stream.of(Claim.NO_DEADLOCK), claims.stream().map(Claim::name));
  }

  /** A search that is made when somebody needs it. */
  static final class Once<S, A> {

    private final Check<S, A> check;
    private final List<? extends Claim<? super S, ? super A>> claims;
    private @Nullable CheckResult<S, A> checked;

    Once(Check<S, A> check, List<? extends Claim<? super S, ? super A>> claims) {
      this.check = check;
      this.claims = claims;
    }

    synchronized CheckResult<S, A> checked() {
      if (checked == null) {
        checked = check.run(claims);
      }
      return checked;
    }
  }
}
