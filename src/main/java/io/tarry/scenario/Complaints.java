package io.tarry.scenario;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All mistakes in one file. One that is found several times, because several cases share that part
 * of the file, counts once.
 */
final class Complaints {

  private final String file;
  private final SortedSet<Diagnostic> all;
  private final Optional<Node.Fields> change;

  Complaints(String file) {
    this(file, new TreeSet<>(), Optional.empty());
  }

  private Complaints(String file, SortedSet<Diagnostic> all, Optional<Node.Fields> change) {
    this.file = file;
    this.all = all;
    this.change = change;
  }

  /** The same collection, for reading a world with these changes of a case. */
  Complaints whileChanging(Node.Fields changedBy) {
    return new Complaints(file, all, Optional.of(changedBy));
  }

  void add(Place place, String problem) {
    add(place, problem, Optional.empty());
  }

  void add(Place place, String problem, Optional<String> suggestion) {
    all.add(new Diagnostic(file, place.line(), place.column(), problem, suggestion));
  }

  /**
   * Which of several places that contradict each other is to blame: the one that the case has
   * changed, since the others are right without it; otherwise the first.
   */
  Place blame(Place first, Place... others) {
    if (isChanged(first)) {
      return first;
    }
    for (Place other : others) {
      if (isChanged(other)) {
        return other;
      }
    }
    return first;
  }

  private boolean isChanged(Place place) {
    return change
        .filter(span -> span.place().compareTo(place) <= 0 && place.compareTo(span.end()) < 0)
        .isPresent();
  }

  String file() {
    return file;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  List<Diagnostic> sorted() {
    return List.copyOf(all);
  }
}
