package io.tarry.scenario;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in plain words why a text is not YAML. */
final class YamlError {

  private YamlError() {}

  /** Where the error is; for a quote that is never closed, where it opens. */
  static Place place(MarkedYamlEngineException e) {
    return isOpenQuote(e) ? Place.of(e.getContextMark()) : Place.of(e.getProblemMark());
  }

  static String inPlainWords(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    if (isOpenQuote(e)) {
      return "this quote is never closed";
    }
    if (problem.contains("TAB")) {
      return "a tab has no place here; indent with blanks";
    }
    if (problem.contains("mapping values are not allowed")) {
      return "a ':' has no place here; is the line indented as it should be,"
          + " or does a text with ': ' in it need quotes?";
    }
    if (problem.contains("sequence entries are not allowed")) {
      return "a '-' has no place here; a list begins on a line of its own";
    }
    if (problem.contains("expected ',' or ']'")) {
      return "expected ',' or ']' in the list that begins in line "
          + Place.of(e.getContextMark()).line();
    }
    if (problem.contains("expected ',' or '}'")) {
      return "expected ',' or '}' in the map that begins in line "
          + Place.of(e.getContextMark()).line();
    }
    if (problem.contains("could not find expected ':'")) {
      return "expected a ':' after the word in line " + Place.of(e.getContextMark()).line();
    }
    if (problem.contains("cannot start any token")) {
      return "a text that begins with this character needs quotes";
    }
    if (problem.contains("expected <block end>")) {
      return "this does not continue what stands above it; is it indented as it should be?";
    }
    if (problem.contains("expected the node content")) {
      return "expected a value here";
    }
    return "not YAML: " + Words.shortened(problem);
  }

  private static boolean isOpenQuote(MarkedYamlEngineException e) {
    return String.valueOf(e.getContext()).contains("quoted scalar")
        && String.valueOf(e.getProblem()).contains("unexpected end of stream");
  }
}
