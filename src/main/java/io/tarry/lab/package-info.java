/**
 * A run, played on this machine's kernel: each host is a thread in a network namespace of its own,
 * and Tarry is the network between them. {@link io.tarry.lab.Lab} plays, {@link
 * io.tarry.lab.Outcome} says how it went.
 */
@NullMarked
package io.tarry.lab;

import org.jspecify.annotations.NullMarked;
