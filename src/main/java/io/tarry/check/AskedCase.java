package io.tarry.check;

import io.tarry.property.Claim;
import io.tarry.property.expression.Needs;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.symmetry.Part;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A case and what is asked of it, which may be more or less than what its file expects.
 *
 * @param expectations the claims to decide, and which verdicts are expected
 */
record AskedCase(
    Scenario scenario, Scenario.Case checked, List<Scenario.Expectation> expectations) {

  /** Keeps a copy. */
  AskedCase {
    expectations = List.copyOf(expectations);
  }

  List<Claim> claims() {
    return expectations.stream().map(Scenario.Expectation::claim).toList();
  }

  /** Its world, which remembers what the claims need. */
  Settings settings() {
    return checked.settings().remembering(ghosts(claims().stream()));
  }

  /** The parts that look alike and that a claim tells apart all the same. */
  Set<Part> toldApart() {
    Set<Part> toldApart = EnumSet.noneOf(Part.class);
    claims().forEach(claim -> toldApart.addAll(claim.needs().toldApart()));
    return toldApart;
  }

  /** A name that no other case of the same file has. */
  String name() {
    String file = scenario.file(); // not a Path: this system may not accept such a name
    return file.substring(file.lastIndexOf('/') + 1) + ", " + checked.name();
  }

  /** What a world has to remember for these claims. */
  static Set<Settings.Ghost> ghosts(Stream<Claim> claims) {
    return Needs.of(claims.map(Claim::needs)).ghosts();
  }
}
