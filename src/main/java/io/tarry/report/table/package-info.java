/**
 * Text for the terminal: the table of verdicts, the story of a run step by step, and the cost of a
 * search. Lines fit in 100 columns.
 */
@NullMarked
package io.tarry.report.table;

import org.jspecify.annotations.NullMarked;
