/**
 * The folder that a check writes: pictures and results of each scenario, and what they are called.
 * The same results give the same bytes, and what nobody makes any more is removed.
 */
@NullMarked
package io.tarry.report.files;

import org.jspecify.annotations.NullMarked;
