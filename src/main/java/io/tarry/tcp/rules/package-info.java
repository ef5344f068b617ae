/**
 * What RFC 9293 and the stacks say: SEGMENT ARRIVES, user calls, time-outs, and the ways to read
 * what TIME-WAIT does. Each branch names its {@link io.tarry.tcp.rules.Rule}.
 */
@NullMarked
package io.tarry.tcp.rules;

import org.jspecify.annotations.NullMarked;
