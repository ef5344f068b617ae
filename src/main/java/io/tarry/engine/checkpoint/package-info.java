/**
 * Searches that are saved between two levels, and go on later. A saved search goes on only if
 * everything that decides its answer is unchanged.
 */
@NullMarked
package io.tarry.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
