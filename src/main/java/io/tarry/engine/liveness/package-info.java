/**
 * Decides claims about whole runs on the graph of all transitions. A run that breaks one is a
 * lasso: a way to a fair cycle, and the cycle.
 */
@NullMarked
package io.tarry.engine.liveness;

import org.jspecify.annotations.NullMarked;
