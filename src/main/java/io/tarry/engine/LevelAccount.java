package io.tarry.engine;

import java.time.Duration;

/**
 * What one level of a search on a {@link Cluster} came to.
 *
 * @param level the number of steps to its states
 * @param states how many new states it has
 * @param transitions how many steps of the level before were computed for it
 * @param bytesSent what was handed to the network for it, before it was compressed
 * @param skew how many times as many of its states the largest partition has as it would have if
 *     all had equally many; 1 at best
 * @param time how long it took
 */
public record LevelAccount(
    int level, long states, long transitions, long bytesSent, double skew, Duration time) {}
