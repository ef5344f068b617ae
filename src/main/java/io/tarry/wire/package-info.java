/**
 * IPv4 and TCP as bytes: packets with their checksums and options, and captures of packets, both
 * written and read. It knows no model, so that whatever speaks to the world outside can use it.
 */
@NullMarked
package io.tarry.wire;

import org.jspecify.annotations.NullMarked;
