package io.tarry.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns states of the user's own types into words and back: each component of a record is kept
 * once, and its number is a word. Numbers are given in the order in which values are met, so that
 * one thread alone may use it.
 */
final class Interning<S> {

  private final Optional<Components> components;
  private final Class<?> type;
  private final List<Map<Object, Integer>> numbers = new ArrayList<>();
  private final List<List<Object>> values = new ArrayList<>();

  /** For states like this one. */
  Interning(S example) {
    type = example.getClass();
    components = type.isRecord() ? Optional.of(Components.of(type)) : Optional.empty();
    for (int i = 0; i < words(); i++) {
      numbers.add(new HashMap<>());
      values.add(new ArrayList<>());
    }
  }

  int words() {
    return components.map(all -> Math.max(1, all.count())).orElse(1);
  }

  /** Puts the words of a state there. */
  void pack(S state, long[] words) {
    if (components.isEmpty()) {
      words[0] = number(0, state);
      return;
    }
    requireSameType(state);
    Components all = components.get();
    for (int i = 0; i < all.count(); i++) {
      words[i] = number(i, all.get(state, i));
    }
  }

  /** As {@link #pack(Object, long[])}, of a state that has much in common with another. */
  // Justification: what is the very same object need not be looked up.
  @SuppressWarnings("ReferenceEquality")
  void pack(S state, long[] words, S like, long[] likeWords) {
    if (components.isEmpty()) {
      words[0] = number(0, state);
      return;
    }
    requireSameType(state);
    Components all = components.get();
    for (int i = 0; i < all.count(); i++) {
      Object value = all.get(state, i);
      words[i] = value == all.get(like, i) ? likeWords[i] : number(i, value);
    }
  }

  /** The state of these words. */
  // Justification: what is put together is what was taken apart.
  @SuppressWarnings("unchecked")
  S unpack(long[] words) {
    if (components.isEmpty()) {
      return (S) values.get(0).get((int) words[0]);
    }
    Object[] parts = new Object[components.get().count()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = values.get(i).get((int) words[i]);
    }
    return (S) components.get().make(parts);
  }

  private long number(int component, Object value) {
    Map<Object, Integer> known = numbers.get(component);
    Integer number = known.get(value);
    if (number != null) {
      return number;
    }
    known.put(value, known.size());
    values.get(component).add(value);
    return known.size() - 1L;
  }

  private void requireSameType(S state) {
    if (state.getClass() != type) {
      throw new IllegalStateException(
          "the model's first state is of the class "
              + type.getSimpleName()
              + ", and this one of the class "
              + state.getClass().getSimpleName()
              + "; put what differs into one component of a record");
    }
  }
}
