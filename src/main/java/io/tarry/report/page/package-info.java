/**
 * Pages for browsers: one self-contained file for each lesson, in which a reader steps through its
 * runs, and the course, which lists the lessons. They open from the disk and load nothing.
 */
@NullMarked
package io.tarry.report.page;

import org.jspecify.annotations.NullMarked;
