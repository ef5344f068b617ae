package io.tarry.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Questions to whoever sits at the terminal. An empty answer, or the end of the input, is the
 * default; a wrong one is asked for again.
 */
record Prompt(BufferedReader in, PrintWriter out) {

  /** One of some words; its beginning is enough. */
  String choice(String what, List<String> known, String usual) {
    return ask(
        "%s (%s)".formatted(what, String.join(", ", known)),
        usual,
        answer -> known.stream().filter(word -> word.startsWith(answer)).findFirst(),
        "one of " + String.join(", ", known));
  }

  /** A whole number. */
  int number(String what, int least, int most, int usual) {
    return ask(
        "%s (%d to %d)".formatted(what, least, most),
        usual,
        answer ->
            Optional.of(answer)
                .filter(it -> it.matches("\\d{1,4}"))
                .map(Integer::valueOf)
                .filter(it -> it >= least && it <= most),
        "a number from %d to %d".formatted(least, most));
  }

  /** Yes or no. */
  boolean yes(String what, boolean usual) {
    return choice(what, List.of("yes", "no"), usual ? "yes" : "no").equals("yes");
  }

  private <T> T ask(String what, T usual, Function<String, Optional<T>> meaning, String expected) {
    while (true) {
      out.print(what + " [" + usual + "]: ");
      out.flush();
      Optional<String> answer = line().map(String::strip).filter(it -> !it.isEmpty());
      if (answer.isEmpty()) {
        return usual;
      }
      Optional<T> meant = meaning.apply(answer.get());
      if (meant.isPresent()) {
        return meant.get();
      }
      out.println("Expected " + expected + ".");
    }
  }

  private Optional<String> line() {
    try {
      return Optional.ofNullable(in.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
