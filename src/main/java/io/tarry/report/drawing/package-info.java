/**
 * Pictures of any kind: shapes with coordinates, and the programs that turn them into SVG and PNG.
 * Knows nothing of TCP or of what a picture shows.
 */
@NullMarked
package io.tarry.report.drawing;

import org.jspecify.annotations.NullMarked;
