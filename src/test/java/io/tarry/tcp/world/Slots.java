package io.tarry.tcp.world;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** All places in which a section of the world keeps something, found by reflection. */
final class Slots {

  private static final Set<Class<?>> SECTIONS =
      Set.of(
          World.class, Tcb.class, App.class, PastConnection.class, PeerStamp.class, Flight.class);

  /** What a world is made for, and never changes. */
  private static final Set<String> GIVEN =
      Set.of(
          "World.settings", "World.topology", "Flight.topology", "Flight.reorder", "Flight.queues");

  /** Which ends may have changed, and what was looked at: about a step, not a state. */
  private static final Set<String> ABOUT_THE_STEP =
      Set.of("World.touched", "World.lookedAt", "World.flightWasShown", "Flight.overflowed");

  /** Segments have a test of their own. */
  private static final Set<String> SEGMENTS = Set.of("Flight.codes", "Flight.count");

  private Slots() {}

  /** One place: a field, or an element of an array that is one. */
  record Slot(Object section, Field field, int index) {

    /** By which a field of many sections of one kind is known. */
    String name() {
      return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    Object get() {
      try {
        Object value = field.get(section);
        return Objects.requireNonNull(index < 0 ? value : Array.get(value, index));
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }

    void set(Object value) {
      try {
        if (index < 0) {
          field.set(section, value);
        } else {
          Array.set(field.get(section), index, value);
        }
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }

    /** Puts something else there than there is, not twice the same number. */
    void change(int number) {
      Object now = get();
      if (now instanceof Boolean is) {
        set(!is);
      } else if (now instanceof Enum<?> is) {
        Object[] all = is.getDeclaringClass().getEnumConstants();
        set(all[(is.ordinal() + 1) % all.length]);
      } else {
        set(number);
      }
    }
  }

  /** The slots of a section and of all sections within it. */
  static List<Slot> of(Object section) {
    return Arrays.stream(section.getClass().getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
        .flatMap(field -> ofField(section, field))
        .toList();
  }

  private static Stream<Slot> ofField(Object section, Field field) {
    field.setAccessible(true);
    Slot slot = new Slot(section, field, -1);
    if (Stream.of(GIVEN, ABOUT_THE_STEP, SEGMENTS).anyMatch(names -> names.contains(slot.name()))) {
      return Stream.empty();
    }
    List<Slot> places = new ArrayList<>();
    if (field.getType().isArray()) {
      int length = Array.getLength(slot.get());
      for (int i = 0; i < length; i++) {
        places.add(new Slot(section, field, i));
      }
    } else {
      places.add(slot);
    }
    return places.stream()
        .flatMap(place ->
            SECTIONS.contains(place.get().getClass())
                ? of(place.get()).stream()
                : Stream.of(place));
  }

  /** Changes everything in a section, so that whatever is forgotten is seen. */
  static void changeAll(Object section) {
    List<Slot> slots = of(section);
    for (int i = 0; i < slots.size(); i++) {
      slots.get(i).change(1 + i);
    }
  }

  /** Of all slots, what is in them. */
  static List<String> values(Object section) {
    return of(section).stream()
        .map(slot -> "%s[%d]=%s".formatted(slot.name(), slot.index(), slot.get()))
        .toList();
  }
}
