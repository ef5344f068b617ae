/**
 * The ladder of a run: the places of arrows, states and labels, so that none covers another. Makes
 * a {@link io.tarry.report.drawing.Drawing} of a {@link io.tarry.check.Story}.
 */
@NullMarked
package io.tarry.report.ladder;

import org.jspecify.annotations.NullMarked;
