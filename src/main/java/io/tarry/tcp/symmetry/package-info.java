/**
 * Which parts of a world are interchangeable, and how they change places. A search may look at one
 * of the states that differ in nothing else.
 */
@NullMarked
package io.tarry.tcp.symmetry;

import org.jspecify.annotations.NullMarked;
