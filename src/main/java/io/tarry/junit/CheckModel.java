package io.tarry.junit;

import io.tarry.model.Claim;
import io.tarry.model.ClaimResult;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A typed model as tests: one for each {@link Claim} that is a static field of the test's class or
 * of the model's, and one that there is no deadlock.
 *
 * <pre>{@code
 * static final Claim<Mutex, Action> ONE_AT_A_TIME = never("both are inside", ...);
 *
 * @CheckModel(Mutex.class)
 * void mutex() {}
 * }</pre>
 *
 * <p>Each test requires that its claim holds, and then runs the method, which can ask more of what
 * was found if it has a parameter of the type {@link ClaimResult}. A model that needs arguments is
 * checked by {@link ModelTests}.
 */
// A module that uses the engine alone has no JUnit.
@SuppressWarnings("exports")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@TestTemplate
@ExtendWith(ModelExtension.class)
public @interface CheckModel {

  /** A {@code FieldModel} or a {@code RecordModel} with a constructor without parameters. */
  Class<?> value();
}
