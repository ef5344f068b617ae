package io.tarry.property;

import io.tarry.engine.Property;
import io.tarry.engine.StepTest;
import io.tarry.property.expression.Needs;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A property, with what people need to know about it.
 *
 * @param id its short name in files and JSON
 * @param sentence what it claims, as a sentence
 * @param source where the claim comes from
 * @param breach what the last step of a counterexample breaks, in words
 * @param dangers the events that it is about, one or more, the most important first; the witness
 *     meets the first of them that arises
 * @param needs what it needs of a world
 * @param property what the engine checks
 */
public record Claim(
    String id,
    String sentence,
    String source,
    String breach,
    List<Danger> dangers,
    Needs needs,
    Property<TcpModel> property) {

  /** Copies the collections, and makes the dangers the property's witnesses. */
  public Claim {
    dangers = List.copyOf(dangers);
    if (dangers.isEmpty()) {
      throw new IllegalArgumentException("'" + id + "' has no danger");
    }
    for (Danger greater : dangers.subList(0, dangers.size() - 1)) {
      if (greater.step().isEmpty()) {
        throw new IllegalArgumentException("'" + id + "': the usual danger comes last");
      }
    }
    Property<TcpModel> asked = property;
    property =
        asked.witnessedBy(dangers.stream().flatMap(each -> step(each, asked).stream()).toList());
  }

  /** Makes a claim that treats all parts of a world alike, as all of the catalogue do. */
  public Claim(
      String id,
      String sentence,
      String source,
      String breach,
      List<Danger> dangers,
      Set<Settings.Ghost> ghosts,
      Property<TcpModel> property) {
    this(id, sentence, source, breach, dangers, Needs.of(ghosts), property);
  }

  /** Whether a search of that world decides it: in real time, none decides what is about runs. */
  public boolean canBeAskedOf(Settings world) {
    return !world.time().real() || !property.kind().isAboutRuns();
  }

  /**
   * The danger that its witness meets where it holds; none if no run comes to one.
   *
   * @param witness the number of the property's witness that was found
   */
  public Optional<Danger> met(OptionalInt witness) {
    return witness.isPresent()
        ? Optional.of(dangers.get(witness.getAsInt()))
        : Optional.of(leastDanger()).filter(danger -> step(danger, property).isEmpty());
  }

  /**
   * The least important of its dangers: where no run comes to it, none comes to a more important
   * one.
   */
  public Danger leastDanger() {
    return dangers.get(dangers.size() - 1);
  }

  private static Optional<StepTest<TcpModel>> step(Danger danger, Property<TcpModel> property) {
    return danger
        .step()
        .or(() ->
            switch (property.kind()) {
              case ALWAYS, NO_ENDLESS_EXCHANGE -> property.premise();
              case REACHABLE, ALWAYS_EVENTUALLY -> Optional.of(property.claim());
              case NO_STUCK_STATE, LEADS_TO -> Optional.empty(); // no single step shows it
            });
  }
}
