/**
 * Questions that take many checks of one scenario: how small may a setting be, and where is the
 * border. May import: check and what is below it.
 */
@NullMarked
package io.tarry.survey;

import org.jspecify.annotations.NullMarked;
