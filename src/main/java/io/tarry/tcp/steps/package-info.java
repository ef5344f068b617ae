/**
 * What may happen next: what applications do, deliveries and losses, expirations, and the tick.
 * Steps that recur are remembered.
 */
@NullMarked
package io.tarry.tcp.steps;

import org.jspecify.annotations.NullMarked;
