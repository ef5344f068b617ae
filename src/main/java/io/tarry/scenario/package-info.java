/**
 * Scenario files: from text to values, or to every mistake in it with its place. May import: {@code
 * property}, {@code tcp}, {@code engine}.
 */
@NullMarked
package io.tarry.scenario;

import org.jspecify.annotations.NullMarked;
