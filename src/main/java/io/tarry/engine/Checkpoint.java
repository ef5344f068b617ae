package io.tarry.engine;

import io.tarry.engine.checkpoint.BuildDigest;
import io.tarry.engine.checkpoint.SavedSearch;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a search is saved between its levels, so that it can go on later, also after a crash.
 *
 * <p>It is saved when it ends, and before that as often as takes about a twentieth of its time, but
 * once a second at most. All that was found until then is in the folder; what the search does after
 * its levels (recovering traces, deciding liveness) is done anew.
 *
 * <p>A search goes on only as the same one, by the same program; what differs is named in the
 * {@link CheckpointException}. A search that ends before it has read everything back changes
 * nothing in the folder. Two searches cannot use one folder at the same time, and a new search does
 * not begin in a folder that holds one.
 *
 * @param folder its own folder; made where there is none
 * @param subject what is searched
 * @param resumed whether to go on from what is there
 */
public record Checkpoint(Path folder, Subject subject, boolean resumed) {

  /** Checks that nothing is missing. */
  public Checkpoint {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(subject, "subject");
  }

  /** Whether a search was saved in this folder. */
  public static boolean isIn(Path folder) {
    return SavedSearch.isIn(folder);
  }

  /** Which build of the program these classes are of: what another one found is not its answer. */
  public static String buildOf(Class<?>... types) {
    return BuildDigest.buildOf(types);
  }
}
