package io.tarry.scenario;

import java.util.List;

/** What came of reading a scenario file. */
public sealed interface Reading {

  /** The file is right. */
  record Good(Scenario scenario) implements Reading {}

  /**
   * The file is wrong.
   *
   * @param diagnostics every mistake in it, once each, in the order of the file; at least one
   */
  record Bad(List<Diagnostic> diagnostics) implements Reading {
    /** Keeps a copy. */
    public Bad {
      if (diagnostics.isEmpty()) {
        throw new IllegalArgumentException("a bad file has at least one mistake");
      }
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
