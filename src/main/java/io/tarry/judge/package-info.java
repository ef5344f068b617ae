/**
 * Captures of connections, explained by runs of the model: which run fits what was seen, which
 * claims it breaks, or which packet no run explains.
 */
@NullMarked
package io.tarry.judge;

import org.jspecify.annotations.NullMarked;
