package io.tarry.tcp.rules;

/** Whether the text says to go on with the next check of a segment. */
enum Next {
  GO_ON,
  DROP
}
