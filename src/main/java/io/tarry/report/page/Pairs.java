package io.tarry.report.page;

import io.tarry.engine.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pictures as a reader compares them: a run that breaks a property beside one of a case in which it
 * holds.
 */
final class Pairs {

  /**
   * One picture, or two.
   *
   * @param first the one that breaks something, if one does
   */
  record Pair(Picture first, Optional<Picture> second) {}

  private Pairs() {}

  /** Each picture is in one pair at least; those that break something come in their order. */
  static List<Pair> of(List<Picture> pictures) {
    List<Pair> pairs = new ArrayList<>();
    List<Picture> shown = new ArrayList<>();
    for (Picture picture : pictures) {
      if (picture.property().verdict() == Verdict.VIOLATED) {
        Optional<Picture> twin = twin(picture, pictures);
        pairs.add(new Pair(picture, twin));
        shown.add(picture);
        twin.ifPresent(shown::add);
      }
    }
    for (Picture picture : pictures) {
      if (!shown.contains(picture)) {
        pairs.add(new Pair(picture, Optional.empty()));
      }
    }
    return pairs;
  }

  /** Of the cases in which the same property holds, the nearest in the file; of two, the later. */
  private static Optional<Picture> twin(Picture failing, List<Picture> pictures) {
    int place = pictures.indexOf(failing);
    Optional<Picture> best = Optional.empty();
    int nearest = Integer.MAX_VALUE;
    for (int i = 0; i < pictures.size(); i++) {
      Picture other = pictures.get(i);
      boolean holds =
          other.property().verdict() == Verdict.HOLDS
              && other.property().claim().id().equals(failing.property().claim().id());
      int distance = Math.abs(i - place);
      if (holds && distance <= nearest) {
        best = Optional.of(other);
        nearest = distance;
      }
    }
    return best;
  }
}
