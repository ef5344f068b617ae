package io.tarry.jqwik;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Limits;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.report.table.FailureText;
import io.tarry.scenario.Applications;
import io.tarry.scenario.Draft;
import io.tarry.scenario.NearestWord;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import java.util.List;
import net.jqwik.api.Assume;

/**
 * A world that was drawn; as text it is a scenario file, which can be saved and checked.
 *
 * <p>{@link Worlds} draws them, and so does a parameter of a jqwik property:
 *
 * <pre>{@code
 * @Property
 * void no_old_byte_gets_in(@ForAll @Faults(max = 1) DrawnWorld world) {
 *   world.requireHolds("octets-of-this-incarnation");
 * }
 * }</pre>
 */
public record DrawnWorld(
    Applications applications,
    FaultBudget faults,
    Timers timers,
    HostSettings client,
    HostSettings server,
    Nat nat,
    Numbers numbers) {

  /** A search of a world that is larger than that is not worth its time among many. */
  private static final Check SMALL = Check.whole().within(Limits.none().states(20_000));

  private static final String FILE = "drawn.yaml";

  /** The same with other applications. */
  public DrawnWorld with(Applications others) {
    return new DrawnWorld(others, faults, timers, client, server, nat, numbers);
  }

  /** The same with other faults. */
  public DrawnWorld with(FaultBudget others) {
    return new DrawnWorld(applications, others, timers, client, server, nat, numbers);
  }

  /** The same with other timers. */
  public DrawnWorld with(Timers others) {
    return new DrawnWorld(applications, faults, others, client, server, nat, numbers);
  }

  /** The same with other hosts. */
  public DrawnWorld with(HostSettings newClient, HostSettings newServer) {
    return new DrawnWorld(applications, faults, timers, newClient, newServer, nat, numbers);
  }

  /** The same with or without a NAT. */
  public DrawnWorld with(Nat other) {
    return new DrawnWorld(applications, faults, timers, client, server, other, numbers);
  }

  /** The same with other sequence numbers. */
  public DrawnWorld with(Numbers others) {
    return new DrawnWorld(applications, faults, timers, client, server, nat, others);
  }

  /** Whether it makes a good scenario: not all settings go together. */
  public boolean isGood() {
    return ScenarioReader.read(FILE, text()) instanceof Reading.Good;
  }

  /** The scenario file. */
  public String text() {
    return draft().text();
  }

  Draft draft() {
    Draft draft = client.in(applications.draft("A drawn world", "What can happen?"), "client");
    draft = server.in(draft, "server");
    draft = numbers.in(faults.in(nat.in(draft, applications.hasTwoClients())));
    return timers.in(draft);
  }

  /**
   * The scenario, with one case that expects nothing.
   *
   * @throws IllegalStateException if it is not {@linkplain #isGood good}; the message has its
   *     mistakes
   */
  public Scenario scenario() {
    return scenario(FILE, text());
  }

  static Scenario scenario(String file, String text) {
    Reading reading = ScenarioReader.read(file, text);
    if (reading instanceof Reading.Good good) {
      return good.scenario();
    }
    throw new IllegalStateException(((Reading.Bad) reading).diagnostics() + "\n" + text);
  }

  /**
   * The verdict on a property of the catalogue, by a search of at most 20,000 states; undecided
   * where there are more, and in real time if it is about whole runs.
   *
   * @throws IllegalArgumentException if there is no such property
   */
  public Verdict verdict(String property) {
    return canBeAsked(property)
        ? check(SMALL, property).properties().get(0).verdict()
        : Verdict.UNDECIDED;
  }

  private boolean canBeAsked(String property) {
    Scenario scenario = scenario();
    return claim(scenario, property).canBeAskedOf(scenario.cases().get(0).settings());
  }

  /**
   * The result of checking these properties of the catalogue.
   *
   * @throws IllegalArgumentException if there is no such property
   */
  public CaseResult check(Check check, String... properties) {
    Scenario scenario = scenario();
    return check.of(
        scenario,
        scenario.cases().get(0),
        List.of(properties).stream()
            .map(property -> Scenario.Expectation.none(claim(scenario, property)))
            .toList());
  }

  /**
   * Requires that a property is not violated here. A world whose {@linkplain #verdict verdict} is
   * undecided is left out of the count, as by {@link Assume}.
   *
   * @throws WorldFailure if it is violated; the message shows the shortest run
   * @throws IllegalArgumentException if there is no such property
   */
  public void requireHolds(String property) {
    Assume.that(canBeAsked(property));
    CaseResult result = check(SMALL, property);
    PropertyResult found = result.properties().get(0);
    Assume.that(found.verdict() != Verdict.UNDECIDED);
    if (found.verdict() == Verdict.VIOLATED) {
      throw new WorldFailure(this, property, FailureText.of(result, found));
    }
  }

  static Claim claim(Scenario scenario, String property) {
    List<String> names = scenario.claims().stream().map(Claim::id).toList();
    return scenario.claims().stream()
        .filter(claim -> claim.id().equals(property))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no property '" + property + "'" + NearestWord.meant(property, names)));
  }

  /** The scenario file. */
  @Override
  public String toString() {
    return text();
  }
}
