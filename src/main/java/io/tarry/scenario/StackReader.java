package io.tarry.scenario;

import io.tarry.tcp.Stack;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a host: a named stack, and the switches that are set otherwise. The switches are the
 * components of {@link Stack}, found by reflection, so that a new one needs nothing here.
 */
final class StackReader {

  private static final NamedStack DEFAULT = new NamedStack("rfc9293", Stack.RFC9293);
  private static final Map<String, NamedStack> STACKS = new LinkedHashMap<>();

  static {
    for (NamedStack stack : List.of(DEFAULT, new NamedStack("linux", Stack.LINUX))) {
      STACKS.put(stack.name(), stack);
    }
  }

  private StackReader() {}

  /**
   * A stack as a file has it.
   *
   * @param name for people: the stack's name, and what is changed of it
   */
  record NamedStack(String name, Stack stack) {}

  static NamedStack read(MapReader host) {
    NamedStack base = host.choice("stack", "a stack", STACKS, DEFAULT);
    StringBuilder name = new StringBuilder(base.name());
    RecordComponent[] switches = Stack.class.getRecordComponents();
    Class<?>[] types = new Class<?>[switches.length];
    Object[] values = new Object[switches.length];
    for (int i = 0; i < switches.length; i++) {
      types[i] = switches[i].getType();
      Object before = valueOf(switches[i], base.stack());
      values[i] = read(host, switches[i].getName(), before);
      if (!values[i].equals(before)) {
        name.append(", ").append(switches[i].getName()).append(": ").append(word(values[i]));
      }
    }
    return new NamedStack(name.toString(), stackOf(types, values));
  }

  private static Object read(MapReader host, String key, Object fallback) {
    if (fallback instanceof Boolean flag) {
      return host.flag(key, flag);
    }
    if (fallback instanceof Enum<?> constant) {
      Enum<?>[] constants = constant.getDeclaringClass().getEnumConstants();
      return host.choice(key, "a " + key, Words.of(constants), constant);
    }
    throw new IllegalStateException("the switch '" + key + "' is of a type that no file can hold");
  }

  private static String word(Object value) {
    return value instanceof Enum<?> constant ? Words.wordFor(constant) : value.toString();
  }

  private static Object valueOf(RecordComponent component, Stack stack) {
    try {
      return component.getAccessor().invoke(stack);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " of a public record cannot be read", e);
    }
  }

  private static Stack stackOf(Class<?>[] types, Object[] values) {
    try {
      return Stack.class.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record cannot be made", e);
    }
  }
}
