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
 * @param file the file, as the user named it, with slashes
 * @param prose what it says to its readers
 * @param course its place in the course, if any
 * @param cases at least one, in the order of the file
 * @param properties its own properties, besides those of the catalogue, in the order of the file
 */
public record Scenario(
    String file, Prose prose, Optional<Integer> course, List<Case> cases, List<Claim> properties) {

  /** Keeps copies. */
  public Scenario {
    cases = List.copyOf(cases);
    properties = List.copyOf(properties);
  }

  /**
   * Makes one without a comment, without a place in the course and without properties of its own.
   */
  public Scenario(String file, String title, String question, String source, List<Case> cases) {
    this(file, new Prose(title, question, source, ""), Optional.empty(), cases, List.of());
  }

  /**
   * What a scenario says to its readers.
   *
   * @param title one line
   * @param question what is asked, in one or a few sentences
   * @param source where to read about the subject; may be empty
   * @param comment what a reader of the results needs to know; may be empty
   */
  public record Prose(String title, String question, String source, String comment) {}

  /** Its title. */
  public String title() {
    return prose.title();
  }

  /** What is asked. */
  public String question() {
    return prose.question();
  }

  /** Where to read about the subject; may be empty. */
  public String source() {
    return prose.source();
  }

  /** What a reader of the results needs to know; may be empty. */
  public String comment() {
    return prose.comment();
  }

  /** All claims that can be made of its cases: the catalogue, then its own. */
  public List<Claim> claims() {
    return Stream.concat(Catalogue.all().stream(), properties.stream()).toList();
  }

  /**
   * The scenario's world with a few settings changed, and what is expected of it.
   *
   * @param name its name
   * @param comment what a reader of the results needs to know; may be empty
   * @param stacks what to call each host's stack: those of the clients, then that of the server
   * @param settings the world; the search sets its ghosts
   * @param expectations what is expected, in the order of the file; the first is the leading one
   */
  public record Case(
      String name,
      String comment,
      List<String> stacks,
      Settings settings,
      List<Expectation> expectations) {

    /** Makes one without a comment. */
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

  /** A property, and the verdict that is expected of it, if any. */
  public record Expectation(Claim claim, Optional<Verdict> verdict) {

    /** Expects that verdict. */
    public Expectation(Claim claim, Verdict verdict) {
      this(claim, Optional.of(verdict));
    }

    /** Asks about the property without expecting a verdict. */
    public static Expectation none(Claim claim) {
      return new Expectation(claim, Optional.empty());
    }
  }
}
