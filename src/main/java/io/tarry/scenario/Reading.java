package io.tarry.scenario;

import java.util.List;

/** The result of reading a scenario file. */
public sealed interface Reading {

  /** The file is right. */
  record Good(Scenario scenario) implements Reading {}

  /**
   * The file is wrong.
   *
   * @param diagnostics every mistake in it, each once, in the order of the file; at least one
   */
  record Bad(List<Diagnostic> diagnostics) implements Reading {
    /** Copies the list. */
    public Bad {
      if (diagnostics.isEmpty()) {
        throw new IllegalArgumentException("a bad file has at least one mistake");
      }
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
