/**
 * Dense time: what is known of the clocks that run, as zones, and the moments of a run. A zone is a
 * part of the state; the rules are those of any other kind of time.
 */
@NullMarked
package io.tarry.tcp.realtime;

import org.jspecify.annotations.NullMarked;
