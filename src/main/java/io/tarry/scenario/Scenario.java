package io.tarry.scenario;

import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One scenario file: a question about a world, and the cases that answer it.
 *
 * @param file the file, as its user named it, with slashes
 * @param title a line
 * @param question what is asked, a sentence or a few
 * @param source where the subject is written of; may be empty
 * @param comment what a reader of the results should know; may be empty
 * @param course its place in the course, if it has one
 * @param cases at least one, in the order of the file
 * @param properties its own, besides those of the catalogue, in the order of the file
 */
public record Scenario(
    String file,
    String title,
    String question,
    String source,
    String comment,
    Optional<Integer> course,
    List<Case> cases,
    List<Claim> properties) {

  /** Keeps copies. */
  public Scenario {
    cases = List.copyOf(cases);
    properties = List.copyOf(properties);
  }

  /** One without a comment, a place in the course and properties of its own. */
  public Scenario(String file, String title, String question, String source, List<Case> cases) {
    this(file, title, question, source, "", Optional.empty(), cases, List.of());
  }

  /** All claims that can be made of its cases: the catalogue, then its own. */
  public List<Claim> claims() {
    return Stream.concat(Catalogue.all().stream(), properties.stream()).toList();
  }

  /**
   * The scenario's world with a few settings changed, and what is expected of it.
   *
   * @param name its name
   * @param comment what a reader of its results should know; may be empty
   * @param stacks the name of each host's stack, as the file has it, for people: the client's, the
   *     server's
   * @param settings the world; its ghosts are set by those who search it
   * @param expectations what is expected, in the order of the file; the first is the leading one
   */
  public record Case(
      String name,
      String comment,
      List<String> stacks,
      Settings settings,
      List<Expectation> expectations) {

    /** One without a comment. */
    public Case(
        String name, List<String> stacks, Settings settings, List<Expectation> expectations) {
      this(name, "", stacks, settings, expectations);
    }

    /** Keeps copies. */
    public Case {
      stacks = List.copyOf(stacks);
      expectations = List.copyOf(expectations);
    }
  }

  /** A property and the verdict that is expected of it, if one is. */
  public record Expectation(Claim claim, Optional<Verdict> verdict) {

    /** That verdict. */
    public Expectation(Claim claim, Verdict verdict) {
      this(claim, Optional.of(verdict));
    }

    /** The property is asked about, and any verdict is welcome. */
    public static Expectation none(Claim claim) {
      return new Expectation(claim, Optional.empty());
    }
  }
}
