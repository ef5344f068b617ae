package io.tarry.tcp.rules;

/** Whether the next check of a segment follows, or the text says "return". */
enum CheckOutcome {
  GO_ON,
  DROP
}
