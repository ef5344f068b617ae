/**
 * The catalogue of claims about TCP: each has a name, one sentence, its source, and a witness. May
 * import: {@code tcp}, {@code engine}.
 */
@NullMarked
package io.tarry.property;

import org.jspecify.annotations.NullMarked;
