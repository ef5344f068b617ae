package io.tarry.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** The components of a class of records, read and put together again. */
final class Components {

  private final List<String> names;
  private final MethodHandle[] getters;
  private final MethodHandle constructor;

  private Components(List<String> names, MethodHandle[] getters, MethodHandle constructor) {
    this.names = names;
    this.getters = getters;
    this.constructor = constructor;
  }

  /**
   * Of that class of records.
   *
   * @throws IllegalArgumentException if they cannot be read, or if one is an array, which Java does
   *     not compare by what is in it
   */
  static Components of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    MethodHandle[] getters = new MethodHandle[components.length];
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      for (int i = 0; i < components.length; i++) {
        if (components[i].getType().isArray()) {
          throw new IllegalArgumentException(
              type.getSimpleName()
                  + "."
                  + components[i].getName()
                  + " is an array, and two arrays are never equal; make it a list");
        }
        Method accessor = components[i].getAccessor();
        accessor.setAccessible(true);
        getters[i] =
            lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
      }
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      MethodHandle constructor =
          lookup
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, components.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      return new Components(
          Arrays.stream(components).map(RecordComponent::getName).toList(), getters, constructor);
    } catch (InaccessibleObjectException | ReflectiveOperationException closed) {
      throw new IllegalArgumentException(
          "the record "
              + type.getName()
              + " cannot be read: its module does not open its package to io.tarry",
          closed);
    }
  }

  List<String> names() {
    return names;
  }

  int count() {
    return getters.length;
  }

  Object get(Object state, int component) {
    try {
      return (Object) getters[component].invokeExact(state);
    } catch (Throwable thrown) {
      throw Components.<RuntimeException>asItIs(thrown);
    }
  }

  Object make(Object[] values) {
    try {
      return (Object) constructor.invokeExact(values);
    } catch (Throwable thrown) {
      throw Components.<RuntimeException>asItIs(thrown);
    }
  }

  /** Throws what a record's own code threw, which can be nothing that is checked. */
  // Justification: the compiler is told so, as a method handle tells it nothing.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T asItIs(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
