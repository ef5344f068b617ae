package io.tarry.engine;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a search is saved between its levels, so that it can go on later, also after a crash.
 *
 * <p>It is saved as often as costs about a twentieth of the time, once a second at most, and when
 * it ends. All that was found until then is in the folder; what the search does after its levels
 * (recovering traces, deciding liveness) is done anew.
 *
 * @param folder its own folder; made where there is none
 * @param subject what is searched, in words that a person may read: a search goes on only where
 *     another of the same subject was saved, so it must differ where the model or the properties do
 * @param resumed whether to go on from what is there
 */
public record Checkpoint(Path folder, String subject, boolean resumed) {

  /** Checks that nothing is missing. */
  public Checkpoint {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(subject, "subject");
  }

  /** Whether a search was saved in this folder. */
  public static boolean isIn(Path folder) {
    return SavedSearch.isIn(folder);
  }
}
