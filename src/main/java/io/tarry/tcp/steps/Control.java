package io.tarry.tcp.steps;

/** A state's control: its core, and what the network may still do. */
record Control(int number, ControlCore core, int losses, int copies) {}
