package io.tarry.engine.spark;

/**
 * What one level of a search on Spark came to.
 *
 * @param level the number of steps to its states
 * @param states how many new states it has
 * @param transitions how many steps of the level before were computed for it
 * @param bytesSent what was handed to the shuffle for it, before Spark compressed that
 * @param largestShare how many of its states the partition with the most of them has
 */
public record LevelAccount(
    int level, long states, long transitions, long bytesSent, long largestShare) {}
