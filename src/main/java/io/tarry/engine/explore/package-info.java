/**
 * The breadth-first search of all states, level by level and with several threads. It also finds
 * the shortest runs again from the levels that it kept, and replays them.
 */
@NullMarked
package io.tarry.engine.explore;

import org.jspecify.annotations.NullMarked;
