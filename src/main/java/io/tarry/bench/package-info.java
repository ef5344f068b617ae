/**
 * What measures the engine: a model of which other checkers have published the size, and how a
 * measured search is told. May import: {@code engine}.
 */
@NullMarked
package io.tarry.bench;

import org.jspecify.annotations.NullMarked;
