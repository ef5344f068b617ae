package io.tarry.engine.options;

/**
 * How finely the work of a search is divided. It changes nothing that a search says, only how long
 * it takes; so tests divide small searches finely, and see the threads of a large one at work.
 *
 * @param statesAThread a thread that gets fewer states than this to do would begin when the others
 *     are done
 * @param keysABlock a block of a level has this many keys or more
 * @param keysUndivided a set of keys as small as this is one partition; many would cost more than
 *     they bring
 * @param groupsToShare keys with the same high half are kept together where there are so many
 *     groups of them; if they were fewer, threads would wait for one another
 * @param statesToRememberSteps steps are remembered once a search has this many states; in fewer,
 *     too little comes again
 * @param statesATriedOne after a trial of looking steps up that did not pay, the model is asked for
 *     this many states for each state of the trial
 */
public record Granularity(
    int statesAThread,
    int keysABlock,
    int keysUndivided,
    int groupsToShare,
    int statesToRememberSteps,
    int statesATriedOne) {

  public static final Granularity USUAL =
      new Granularity(128, 64, 1 << 13, 1 << 9, 1 << 11, 1 << 8);

  public static final Granularity FINEST = new Granularity(1, 1, 0, 0, 0, 1);
}
