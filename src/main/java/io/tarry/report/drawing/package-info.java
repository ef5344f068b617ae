/**
 * Pictures of any kind: shapes with coordinates, and what makes DOT, SVG and PNG of them. Knows
 * nothing of TCP or of what a picture shows.
 */
@NullMarked
package io.tarry.report.drawing;

import org.jspecify.annotations.NullMarked;
