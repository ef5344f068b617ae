package io.tarry.engine;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is searched. A saved search goes on only as the same one, so this says what decides its
 * answer. The search adds what it knows by itself: the properties with their words ({@link
 * StepTest#saying}), how the states are reduced, and the program.
 *
 * @param name what to call it, for people
 * @param parts all that decides the answer beyond that, a setting of the model each, by name; so
 *     that a refusal can say what differs
 */
public record Subject(String name, SortedMap<String, String> parts) {

  /** Keeps a copy. */
  public Subject {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /** Of these parts, in any order. */
  public static Subject of(String name, Map<String, String> parts) {
    return new Subject(name, new TreeMap<>(parts));
  }
}
