package io.tarry;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.RegistrarHook;

/**
 * Tries each random test as many times as often as {@code -Dtest.tries=20} says. A build tries each
 * a few times, with other worlds each time; who has an hour may ask for more.
 */
public final class MoreTries implements RegistrarHook {

  private static final int TIMES = Integer.getInteger("tarry.test.tries", 1);

  /** Of a property that does not say how often, by jqwik. */
  private static final int USUAL = 1000;

  @Override
  public void registerHooks(Registrar registrar) {
    registrar.register(Multiplied.class, PropagationMode.ALL_DESCENDANTS);
  }

  static final class Multiplied implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(
        PropertyLifecycleContext context, PropertyExecutor property) {
      PropertyAttributes attributes = context.attributes();
      if (TIMES > 1 && attributes.tries().orElse(USUAL) > 1) {
        attributes.setTries(TIMES * attributes.tries().orElse(USUAL));
      }
      return property.execute();
    }
  }
}
