/**
 * One case in, one result out: builds the world, searches it, and turns traces into stories of
 * decoded states, segments and steps, with sentences that say why. Nothing packed leaves this
 * package, and nothing formatted. The only place that starts a search of TCP worlds; the command
 * line and the tests both use {@link io.tarry.check.Check}. May import: {@code scenario}, {@code
 * property}, {@code tcp}, {@code engine}.
 */
@NullMarked
package io.tarry.check;

import org.jspecify.annotations.NullMarked;
