/**
 * The language that scenario files state properties of their own in: from a text to a condition on
 * steps, or to every mistake in it with its place. Its words stand in one table, {@link
 * io.tarry.property.expression.Vocabulary}. May import: {@code tcp}.
 */
@NullMarked
package io.tarry.property.expression;

import org.jspecify.annotations.NullMarked;
