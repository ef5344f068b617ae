/**
 * Explicit-state search over packed states, for any model. Knows nothing of TCP, files or pictures.
 *
 * <p>A model is a {@link io.tarry.engine.Model}, a claim about it is a {@link
 * io.tarry.engine.Property}, and {@link io.tarry.engine.Search} decides all claims in one
 * breadth-first search. May import: the JDK only.
 */
@NullMarked
package io.tarry.engine;

import org.jspecify.annotations.NullMarked;
