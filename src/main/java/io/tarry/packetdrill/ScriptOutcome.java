package io.tarry.packetdrill;

import io.tarry.packetdrill.PktScript.Place;
import java.util.List;
import java.util.Optional;

/**
 * What came of a script.
 *
 * @param disagreement where script and model part, if they do
 * @param unsaid what the model sent in the end that the script does not mention, which packetdrill
 *     would not see either
 */
public record ScriptOutcome(Optional<Disagreement> disagreement, List<String> unsaid) {

  /** Copies the list. */
  public ScriptOutcome {
    unsaid = List.copyOf(unsaid);
  }

  /** Whether the model does all that the script says. */
  public boolean agrees() {
    return disagreement.isEmpty();
  }

  /**
   * Where script and model part.
   *
   * @param place the statement
   * @param said what the script says
   * @param done what the model does
   */
  public record Disagreement(Place place, String said, String done) {}
}
