package io.tarry.tcp.settings;

/** How a host chooses each initial sequence number (RFC 9293 section 3.4.1). */
public enum IsnChoice {
  /** The same number each time. */
  CONSTANT,
  /** A number beyond all that the 4-tuple has used, like that of a clock that never wraps. */
  INCREASING,
  /** Any of a few numbers, lower or higher than those used before, as after a wrap or a restart. */
  ANY
}
