/**
 * Which parts of a world are interchangeable, and how they are exchanged. Of states that differ in
 * nothing else, a search need look at only one.
 */
@NullMarked
package io.tarry.tcp.symmetry;

import org.jspecify.annotations.NullMarked;
