package io.tarry.scenario;

import io.tarry.tcp.Stack;
import java.lang.reflect.RecordComponent;
import java.util.Map;

/**
 * Reads a host's stack: a named one, and the switches that are set otherwise. The switches are the
 * components of {@link Stack}, found by reflection.
 */
final class StackReader {

  private StackReader() {}

  /**
   * A stack as a file has it.
   *
   * @param name for people: the stack's name, and what is changed of it
   */
  record NamedStack(String name, Stack stack) {}

  static NamedStack read(MapReader host) {
    Stack base = host.choice(HostFormat.STACK);
    StringBuilder name = new StringBuilder(nameOf(base));
    RecordComponent[] switches = Stack.class.getRecordComponents();
    Class<?>[] types = new Class<?>[switches.length];
    Object[] values = new Object[switches.length];
    for (int i = 0; i < switches.length; i++) {
      types[i] = switches[i].getType();
      Object before = valueOf(switches[i], base);
      values[i] = read(host, HostFormat.STACK_SWITCHES.get(i), before);
      if (!values[i].equals(before)) {
        name.append(", ").append(switches[i].getName()).append(": ").append(word(values[i]));
      }
    }
    return new NamedStack(name.toString(), stackOf(types, values));
  }

  private static String nameOf(Stack stack) {
    return HostFormat.STACKS.entrySet().stream()
        .filter(named -> named.getValue().equals(stack))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static Object read(MapReader host, Key key, Object fallback) {
    if (key instanceof Key.Flag flag) {
      return host.flag(flag, (Boolean) fallback);
    }
    if (key instanceof Key.Choice<?> choice) {
      return chosen(host, choice, fallback);
    }
    throw new IllegalStateException("the switch '" + key.name() + "' is of no type of a file");
  }

  private static <T> T chosen(MapReader host, Key.Choice<T> choice, Object fallback) {
    T base = choice.words().values().stream().filter(fallback::equals).findFirst().orElseThrow();
    return host.choice(choice, base);
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
