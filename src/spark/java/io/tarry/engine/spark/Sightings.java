package io.tarry.engine.spark;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/** What an expansion saw besides states. */
final class Sightings implements Serializable {

  private static final long serialVersionUID = 1;

  /** Nothing. */
  static final Sightings NONE = new Sightings(0, 0, new TreeSet<>(), new byte[0]);

  final long transitions;
  final long wordsSent;
  final TreeSet<String> limits;

  /** As {@link Question#found} writes it down; empty where nothing was expanded or asked. */
  final byte[] found;

  Sightings(long transitions, long wordsSent, Set<String> limits, byte[] found) {
    this.transitions = transitions;
    this.wordsSent = wordsSent;
    this.limits = new TreeSet<>(limits);
    this.found = found;
  }
}
