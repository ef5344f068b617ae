package io.tarry.model;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bounds of its own that a model has met, named so that no limit of a search is taken for one.
 */
final class Bounds {

  private final Set<String> met = ConcurrentHashMap.newKeySet();

  /** What the engine is to call a bound that a step leads beyond. */
  String met(String bound) {
    String limit = "the bound '" + bound + "'";
    met.add(limit);
    return limit;
  }

  /** Whether these limits are bounds of the model, all of them. */
  boolean areAll(Collection<String> limits) {
    return met.containsAll(limits);
  }
}
