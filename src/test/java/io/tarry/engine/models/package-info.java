/**
 * Small models whose numbers of states others have published, each written from the idea against
 * the public interface of the engine. {@code KnownCountsTest} searches them.
 */
@NullMarked
package io.tarry.engine.models;

import org.jspecify.annotations.NullMarked;
