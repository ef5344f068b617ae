package io.tarry.property.expression;

import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.symmetry.Part;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an expression or a claim needs of a world.
 *
 * @param ghosts what the world must remember for it
 * @param toldApart the kinds of part of a world that it names one of; it treats all others alike
 */
public record Needs(Set<Ghost> ghosts, Set<Part> toldApart) {

  /** Copies the sets. */
  public Needs {
    ghosts = Set.copyOf(ghosts);
    toldApart = Set.copyOf(toldApart);
  }

  /** Only ghosts: it treats all parts of a world alike. */
  public static Needs of(Set<Ghost> ghosts) {
    return new Needs(ghosts, Set.of());
  }

  /** What all of them need together. */
  public static Needs of(Stream<Needs> several) {
    return several.reduce(of(Set.of()), Needs::and);
  }

  /** What both need together. */
  public Needs and(Needs other) {
    Set<Ghost> allGhosts = EnumSet.noneOf(Ghost.class);
    allGhosts.addAll(ghosts);
    allGhosts.addAll(other.ghosts);
    Set<Part> allParts = EnumSet.noneOf(Part.class);
    allParts.addAll(toldApart);
    allParts.addAll(other.toldApart);
    return new Needs(allGhosts, allParts);
  }
}
