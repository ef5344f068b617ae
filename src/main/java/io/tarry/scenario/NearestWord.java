package io.tarry.scenario;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a mistyped one was probably meant to be. */
public final class NearestWord {

  /** Longer words are not compared: they are no typing errors, and it would take long. */
  private static final int LENGTH_MAX = 64;

  /** Words with this many characters in common are not alike by chance. */
  private static final int ALIKE = 4;

  private NearestWord() {}

  /** The nearest word, if one is near; the first of several that are equally near. */
  public static Optional<String> nearest(String written, Collection<String> words) {
    if (written.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    Optional<String> nearest = Optional.empty();
    int least = Math.max(1, written.length() / 3) + 1;
    for (String word : words) {
      int distance = distance(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
      if (distance < Math.min(least, word.length())) {
        nearest = Optional.of(word);
        least = distance;
      }
    }
    return nearest;
  }

  /** That nearest word as the end of a message; empty if none is near. */
  public static String meant(String written, Collection<String> words) {
    return nearest(written, words).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  /** The message that there is nothing of that name: what was probably meant, and all there are. */
  public static String thereIsNo(String what, String name, Collection<String> all) {
    String meant = meant(name, all);
    return "there is no %s '%s'%s There are:\n  %s"
        .formatted(what, name, meant.isEmpty() ? "." : meant, String.join("\n  ", all));
  }

  /**
   * Whether one word is part of the other, or both begin alike, so far that it may be no chance.
   */
  static boolean isAlike(String written, String word) {
    String one = written.toLowerCase(Locale.ROOT);
    String other = word.toLowerCase(Locale.ROOT);
    int shorter = Math.min(one.length(), other.length());
    return shorter >= ALIKE
        && (one.contains(other) || other.contains(one) || one.regionMatches(0, other, 0, ALIKE));
  }

  /** How many characters have to be inserted, deleted, replaced or swapped with their neighbour. */
  static int distance(String a, String b) {
    int[][] of = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          of[i][j] = i + j;
          continue;
        }
        int replaced = of[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        of[i][j] = Math.min(replaced, 1 + Math.min(of[i - 1][j], of[i][j - 1]));
        boolean exchanged =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (exchanged) {
          of[i][j] = Math.min(of[i][j], 1 + of[i - 2][j - 2]);
        }
      }
    }
    return of[a.length()][b.length()];
  }
}
