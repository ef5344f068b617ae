package io.tarry.check;

import java.util.Optional;

/**
 * How many faults of the network it takes to break a claim, or to come to its witness: what the
 * searches with at most 0, 1, 2, ... faults said.
 *
 * @param ruledOut with fewer than this many faults there is no such run: each of those searches saw
 *     all
 * @param run the faults of a run with the fewest, if one was found
 * @param stoppedBy the limit that ended the last search before it found one, if one did
 * @param states how many states all these searches looked at
 */
public record FewestFaults(
    int ruledOut, Optional<Faults> run, Optional<String> stoppedBy, long states) {}
