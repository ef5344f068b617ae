package io.tarry.cli;

import picocli.CommandLine.Option;

/** Whether the result is for a program. */
final class JsonFlag {

  @Option(names = "--json", description = "Print one JSON object, and nothing else.")
  private boolean json;

  /** Whether the result is a JSON object. */
  boolean isGiven() {
    return json;
  }
}
