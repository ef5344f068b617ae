/**
 * The language in which scenario files state their own properties: from a text to a condition on
 * steps, or to every mistake in it with its place. Its words are all in one table, {@link
 * io.tarry.property.expression.Vocabulary}. May import: {@code tcp}.
 */
@NullMarked
package io.tarry.property.expression;

import org.jspecify.annotations.NullMarked;
