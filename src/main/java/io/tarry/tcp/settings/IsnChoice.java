package io.tarry.tcp.settings;

/** How a host chooses initial sequence numbers (RFC 9293 section 3.4.1) from one to the next. */
public enum IsnChoice {
  /** The same number each time. */
  CONSTANT,
  /** A number beyond all that the 4-tuple has used, as a clock gives that never wraps. */
  INCREASING,
  /** Any of a few numbers, older and newer ones, as after a wrap or a restart. */
  ANY
}
