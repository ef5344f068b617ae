/**
 * The ladder of a run: where each arrow, state and label lies, so that nothing covers anything
 * else. Makes a {@link io.tarry.report.drawing.Drawing} of a {@link io.tarry.check.Story}.
 */
@NullMarked
package io.tarry.report.ladder;

import org.jspecify.annotations.NullMarked;
