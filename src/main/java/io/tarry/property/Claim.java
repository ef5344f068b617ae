package io.tarry.property;

import io.tarry.engine.Property;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.symmetry.Part;
import java.util.Set;

/**
 * A property of the catalogue, with what people need to know of it.
 *
 * @param id short, used in files and JSON
 * @param sentence what it claims, for people
 * @param source where the claim comes from
 * @param breach what the last step of a counterexample breaks, for people
 * @param shows what the last step of a witness shows, for people
 * @param ghosts what the world must remember for it
 * @param toldApart the parts of a world of which it names one; it judges all others alike
 * @param property what the engine checks
 */
public record Claim(
    String id,
    String sentence,
    String source,
    String breach,
    String shows,
    Set<Settings.Ghost> ghosts,
    Set<Part> toldApart,
    Property<TcpModel> property) {

  /** Keeps copies. */
  public Claim {
    ghosts = Set.copyOf(ghosts);
    toldApart = Set.copyOf(toldApart);
  }

  /** One that speaks of all parts of a world alike, as all of the catalogue do. */
  public Claim(
      String id,
      String sentence,
      String source,
      String breach,
      String shows,
      Set<Settings.Ghost> ghosts,
      Property<TcpModel> property) {
    this(id, sentence, source, breach, shows, ghosts, Set.of(), property);
  }
}
