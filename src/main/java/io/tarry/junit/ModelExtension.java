package io.tarry.junit;

import io.tarry.model.Check;
import io.tarry.model.Claim;
import io.tarry.model.ClaimResult;
import io.tarry.model.FieldModel;
import io.tarry.model.RecordModel;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes a test of each claim about the model that a {@link CheckModel} names. */
final class ModelExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Class<?> model = context.getRequiredTestMethod().getAnnotation(CheckModel.class).value();
    List<Claim<Object, Object>> claims = new ArrayList<>(claims(model));
    if (model != context.getRequiredTestClass()) {
      claims.addAll(claims(context.getRequiredTestClass()));
    }
    ModelTests.Once<Object, Object> once = new ModelTests.Once<>(check(model), claims);
    return ModelTests.names(claims).map(name -> new ClaimTest(name, once));
  }

  private static List<Claim<Object, Object>> claims(Class<?> type) {
    List<Claim<Object, Object>> claims = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (field.getType() == Claim.class && Modifier.isStatic(field.getModifiers())) {
        claims.add(claim(field));
      }
    }
    return claims;
  }

  @SuppressWarnings("unchecked") // Justification: a claim of another model fails when it is asked.
  private static Claim<Object, Object> claim(Field field) {
    try {
      field.setAccessible(true);
      return (Claim<Object, Object>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new ExtensionConfigurationException("cannot read " + field, e);
    }
  }

  @SuppressWarnings("unchecked") // Justification: claims are asked of any model alike.
  private static Check<Object, Object> check(Class<?> model) {
    Check<?, ?> check;
    if (FieldModel.class.isAssignableFrom(model)) {
      check = Check.of(() -> (FieldModel) make(model));
    } else if (RecordModel.class.isAssignableFrom(model)) {
      check = Check.of((RecordModel<?, ?>) make(model));
    } else {
      throw new ExtensionConfigurationException(
          model.getName() + " is neither a FieldModel nor a RecordModel");
    }
    return (Check<Object, Object>) check;
  }

  private static Object make(Class<?> model) {
    try {
      Constructor<?> constructor = model.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException e) {
      throw new ExtensionConfigurationException(
          model.getName() + " has no constructor without parameters; use ModelTests", e);
    } catch (InvocationTargetException e) {
      throw new ExtensionConfigurationException(
          model.getName() + " cannot be made: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new ExtensionConfigurationException(model.getName() + " cannot be made", e);
    }
  }

  /** The test of one claim. */
  private record ClaimTest(String name, ModelTests.Once<Object, Object> once)
      implements TestTemplateInvocationContext, BeforeTestExecutionCallback, ParameterResolver {

    @Override
    public String getDisplayName(int invocation) {
      return name;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
      once.checked().requireHolds(name);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ClaimResult.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return once.checked().found(name);
    }
  }
}
