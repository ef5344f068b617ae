/**
 * A run in the formats of other programs: captures for Wireshark, scripts for packetdrill, traces
 * in the format that Apalache and other model checkers share. Each is text or bytes made of a
 * story.
 */
@NullMarked
package io.tarry.report.export;

import org.jspecify.annotations.NullMarked;
