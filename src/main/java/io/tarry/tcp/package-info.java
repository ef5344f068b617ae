/**
 * The world: two ends that speak TCP, their applications, the network between them and the clock.
 *
 * <p>Names and order are those of RFC 9293; best read with its section 3.10 at hand. {@link
 * io.tarry.tcp.rules.SegmentArrives} is section 3.10.7, {@link io.tarry.tcp.rules.UserCalls}
 * sections 3.10.1 to 3.10.5, {@link io.tarry.tcp.rules.Timeouts} section 3.10.8. A comment that
 * begins with {@code DEVIATION:} says where a stack differs from the text, who does so and why.
 * {@link io.tarry.tcp.TcpModel} makes a model of it for the engine. May import: {@code engine}.
 */
@NullMarked
package io.tarry.tcp;

import org.jspecify.annotations.NullMarked;
