/**
 * What measures the engine: a model whose size other checkers have published, and the figures of a
 * measured search. May import: {@code engine}.
 */
@NullMarked
package io.tarry.bench;

import org.jspecify.annotations.NullMarked;
