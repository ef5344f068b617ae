/**
 * The names of the values of a story: segments, calls, sockets, timers. Every picture, table and
 * file takes its labels from here.
 */
@NullMarked
package io.tarry.report.words;

import org.jspecify.annotations.NullMarked;
