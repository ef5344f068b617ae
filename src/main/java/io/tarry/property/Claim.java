package io.tarry.property;

import io.tarry.engine.Property;
import io.tarry.engine.StepTest;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.symmetry.Part;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A property of the catalogue, with what people need to know of it.
 *
 * @param id short, used in files and JSON
 * @param sentence what it claims, for people
 * @param source where the claim comes from
 * @param breach what the last step of a counterexample breaks, for people
 * @param dangers what it is about, one or more, the greatest first; the witness meets the first of
 *     them that arises
 * @param ghosts what the world must remember for it
 * @param toldApart the parts of a world of which it names one; it judges all others alike
 * @param property what the engine checks
 */
public record Claim(
    String id,
    String sentence,
    String source,
    String breach,
    List<Danger> dangers,
    Set<Settings.Ghost> ghosts,
    Set<Part> toldApart,
    Property<TcpModel> property) {

  /** Keeps copies, and has the dangers be what the property's witnesses are. */
  public Claim {
    dangers = List.copyOf(dangers);
    ghosts = Set.copyOf(ghosts);
    toldApart = Set.copyOf(toldApart);
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

  /** One that speaks of all parts of a world alike, as all of the catalogue do. */
  public Claim(
      String id,
      String sentence,
      String source,
      String breach,
      List<Danger> dangers,
      Set<Settings.Ghost> ghosts,
      Property<TcpModel> property) {
    this(id, sentence, source, breach, dangers, ghosts, Set.of(), property);
  }

  /**
   * Which danger the witness of it meets where it holds; none if no run comes to one.
   *
   * @param witness the number of the property's witness that was found
   */
  public Optional<Danger> met(OptionalInt witness) {
    return witness.isPresent()
        ? Optional.of(dangers.get(witness.getAsInt()))
        : Optional.of(leastDanger()).filter(danger -> step(danger, property).isEmpty());
  }

  /** The least of its dangers: where no run comes to it, none comes to a greater one. */
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
              case NO_STUCK_STATE, LEADS_TO -> Optional.empty(); // no single step shows that
            });
  }
}
