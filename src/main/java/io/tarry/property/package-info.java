/**
 * The catalogue of claims about TCP. Each has a name, a sentence, a source, and a danger that its
 * witness meets. May import: {@code tcp}, {@code engine}.
 */
@NullMarked
package io.tarry.property;

import org.jspecify.annotations.NullMarked;
