/**
 * Typed models over the engine: states of named fields packed to the bit ({@link
 * io.tarry.model.FieldModel}) or of the user's own records ({@link io.tarry.model.RecordModel}).
 * {@link io.tarry.model.Check} decides claims about either, walks it by hand or at random, and
 * shows runs as values that print themselves. May import: engine.
 */
@NullMarked
package io.tarry.model;

import org.jspecify.annotations.NullMarked;
