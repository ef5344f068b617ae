package io.tarry.junit;

import static io.tarry.model.Claim.always;
import static io.tarry.model.Claim.never;
import static io.tarry.model.Claim.reachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tarry.engine.Limits;
import io.tarry.model.Action;
import io.tarry.model.Check;
import io.tarry.model.Claim;
import io.tarry.model.ClaimResult;
import io.tarry.model.Counter;
import io.tarry.model.FieldModel;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

class ModelTestsTest {

  static final Claim<UpToThree, Action> STAYS_BELOW_FOUR = always("below four", m -> m.count() < 4);
  static final Claim<UpToThree, Action> COMES_TO_THREE = reachable("three", m -> m.count() == 3);

  /** Counts up to three, and begins again. */
  static final class UpToThree extends FieldModel {
    static final Claim<UpToThree, Action> IS_A_COUNT = never("negative", m -> m.count() < 0);

    private final Counter count = counter("count", 0, 9);

    UpToThree() {
      step("up").when(() -> count.get() < 3).then(() -> count.set(count.get() + 1));
      step("again").when(() -> count.get() == 3).then(() -> count.set(0));
    }

    int count() {
      return count.get();
    }
  }

  @TestFactory
  Stream<DynamicTest> claims_that_hold() {
    return ModelTests.of(Check.of(UpToThree::new), STAYS_BELOW_FOUR, COMES_TO_THREE);
  }

  @CheckModel(UpToThree.class)
  void claims_by_annotation(ClaimResult<UpToThree, Action> found) {
    assertThat(found.claim())
        .isIn("no deadlock", "negative", "below four", "three", Claim.NO_DEADLOCK);
  }

  @Test
  void there_is_a_test_for_each_claim_and_one_search_for_all() throws Throwable {
    AtomicInteger made = new AtomicInteger();
    List<DynamicTest> tests =
        ModelTests.of(
                Check.of(() -> {
                  made.incrementAndGet();
                  return new UpToThree();
                }),
                STAYS_BELOW_FOUR,
                COMES_TO_THREE)
            .toList();

    assertThat(tests)
        .extracting(DynamicTest::getDisplayName)
        .containsExactly("no deadlock", "below four", "three");
    assertThat(made).hasValue(0);
    tests.get(0).getExecutable().execute();
    int needed = made.get();
    tests.get(1).getExecutable().execute();
    tests.get(2).getExecutable().execute();
    assertThat(made).hasPositiveValue().hasValue(needed);
  }

  @Test
  void a_violated_claim_fails_with_its_run_alone() {
    List<DynamicTest> tests =
        ModelTests.of(
                Check.of(UpToThree::new),
                always("below two", (UpToThree m) -> m.count() < 2),
                always("below three", (UpToThree m) -> m.count() < 3))
            .toList();

    assertThatThrownBy(() -> tests.get(1).getExecutable().execute())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            'below two' is violated
               start  count: 0
            1  up     count: 0 -> 1
            2  up     count: 1 -> 2
            """);
  }

  @Test
  void what_a_limit_left_open_fails_and_is_said() {
    List<DynamicTest> tests =
        ModelTests.of(Check.of(UpToThree::new).within(Limits.none().depth(1)), STAYS_BELOW_FOUR)
            .toList();

    assertThatThrownBy(() -> tests.get(1).getExecutable().execute())
        .hasMessageContaining("'below four' is undecided (depth)");
  }

  @Test
  void a_vacuous_claim_fails() {
    List<DynamicTest> tests =
        ModelTests.of(
                Check.of(UpToThree::new),
                always("of seven", (UpToThree m) -> m.count() == 7, m -> false))
            .toList();

    assertThatThrownBy(() -> tests.get(1).getExecutable().execute())
        .hasMessageContaining("'of seven' is vacuous: nothing ever meets its premise");
  }

  // ---- The annotation

  /** Its claims are not all true; abstract, so that nobody runs its tests. */
  abstract static class Wrong {
    static final Claim<UpToThree, Action> BELOW_TWO = always("below two", m -> m.count() < 2);
    final Claim<UpToThree, Action> ofAnInstance = always("not static", m -> false);

    @CheckModel(UpToThree.class)
    void model() {}

    @CheckModel(String.class)
    void noModel() {}
  }

  @Test
  void claims_of_the_model_and_of_the_test_are_tested() {
    assertThat(invocations("model"))
        .extracting(one -> one.getDisplayName(1))
        .containsExactly("no deadlock", "negative", "below two");
  }

  @Test
  void a_test_fails_before_its_method_is_run() {
    List<Throwable> failures =
        invocations("model").stream()
            .map(one -> (BeforeTestExecutionCallback) one.getAdditionalExtensions().get(0))
            .map(before -> catchThrowable(() -> before.beforeTestExecution(context("model"))))
            .toList();

    assertThat(failures.get(0)).isNull();
    assertThat(failures.get(1)).isNull();
    assertThat(failures.get(2)).hasMessageStartingWith("'below two' is violated\n");
  }

  @Test
  void what_is_no_model_is_named() {
    assertThatThrownBy(() -> invocations("noModel"))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage("java.lang.String is neither a FieldModel nor a RecordModel");
  }

  private static List<TestTemplateInvocationContext> invocations(String method) {
    return new ModelExtension().provideTestTemplateInvocationContexts(context(method)).toList();
  }

  private static ExtensionContext context(String name) {
    return (ExtensionContext)
        Proxy.newProxyInstance(
            ExtensionContext.class.getClassLoader(),
            new Class<?>[] {ExtensionContext.class},
            (proxy, method, arguments) ->
                method.getDeclaringClass() == Object.class // whoever prints it, say
                    ? method.invoke(name, arguments)
                    : answer(method, name));
  }

  private static Object answer(Method asked, String name) throws NoSuchMethodException {
    return switch (asked.getName()) {
      case "getRequiredTestMethod" -> Wrong.class.getDeclaredMethod(name);
      case "getRequiredTestClass" -> Wrong.class;
      default -> throw new UnsupportedOperationException(asked.getName());
    };
  }
}
