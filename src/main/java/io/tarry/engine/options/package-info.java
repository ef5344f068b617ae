/**
 * How a search is done: its limits, threads and reductions. Every other room reads them, and none
 * changes them.
 */
@NullMarked
package io.tarry.engine.options;

import org.jspecify.annotations.NullMarked;
