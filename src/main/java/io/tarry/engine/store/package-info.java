/**
 * The set of the states that were seen, the levels on disk or in memory, and how many bytes all
 * that may take. States are compressed to keys; nothing here knows what a state means.
 */
@NullMarked
package io.tarry.engine.store;

import org.jspecify.annotations.NullMarked;
