/**
 * Text in the terminal: the table of verdicts, the story of a run step by step, and what a search
 * cost. Lines are good to read at 100 columns.
 */
@NullMarked
package io.tarry.report.table;

import org.jspecify.annotations.NullMarked;
