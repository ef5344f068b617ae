/**
 * The folder that a check writes: pictures and results of each scenario, and their names. The same
 * results give the same bytes, and files that are no longer made are removed.
 */
@NullMarked
package io.tarry.report.files;

import org.jspecify.annotations.NullMarked;
