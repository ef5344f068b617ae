package io.tarry.report;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.engine.Property;
import io.tarry.engine.Statistics;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.property.Danger;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Results as the checker gives them, written by hand. */
public final class Results {

  public static final Claim NEVER_RST =
      new Claim(
          "fin-from-last-ack-never-answered-by-rst",
          "A FIN retransmitted by an end still in LAST_ACK is never answered by a RST",
          "RFC 9293 section 3.6.1",
          "a RST where the last ACK was wanted",
          List.of(danger("the FIN comes again", "the FIN comes again, and is acknowledged")),
          Set.of(),
          Property.always(
              "fin-from-last-ack-never-answered-by-rst", (model, before, action, after) -> true));

  public static final Claim REACHED =
      new Claim(
          "both-closed",
          "Both ends reach CLOSED",
          "RFC 9293 section 3.6",
          "nobody gets there",
          List.of(danger("both ends are CLOSED", "both ends are CLOSED")),
          Set.of(),
          Property.reachable("both-closed", (model, before, action, after) -> true));

  private Results() {}

  public static Danger danger(String when, String shows) {
    return new Danger(when, shows, Optional.empty());
  }

  public static Scenario scenario(String file, String... cases) {
    return scenarioOf(file, List.of(NEVER_RST, REACHED), cases);
  }

  public static Scenario scenarioOf(String file, List<Claim> claims, String... cases) {
    List<Scenario.Case> list =
        List.of(cases).stream()
            .map(name ->
                new Scenario.Case(
                    name,
                    List.of("rfc9293", "rfc9293"),
                    settings(),
                    claims.stream()
                        .map(claim -> new Scenario.Expectation(claim, Verdict.HOLDS))
                        .toList()))
            .toList();
    return new Scenario(file, "Why TIME_WAIT exists", "The last ACK is lost. Who cares?", "", list);
  }

  private static Settings settings() {
    Script script = Script.of(Script.Instruction.of(Call.CLOSE));
    Time time = new Time(Time.Kind.TICKS, 1, new Retransmission(3, false, 2), 2, 6);
    return new Settings(
        Settings.Hosts.of(
            Settings.Host.plain(Side.CLIENT, Stack.RFC9293, script, time.finWait2()),
            Settings.Host.plain(Side.SERVER, Stack.RFC9293, script, time.finWait2())),
        Settings.Start.ESTABLISHED,
        Settings.SequenceNumbers.farApart(10),
        new Settings.Network(1, 0, false, 4, Map.of()),
        time,
        Set.of());
  }

  public static CaseResult of(Scenario scenario, String caseName, PropertyResult... properties) {
    return new CaseResult(
        scenario,
        caseName,
        "",
        new CaseResult.SearchSummary(
            new Statistics(12_345, 1, 45_678, 23, 2_000_000),
            Optional.empty(),
            0,
            false,
            Duration.ofMillis(412)),
        List.of(properties),
        Optional::empty,
        Optional::empty);
  }

  public static CaseResult stopped(
      Scenario scenario, String caseName, PropertyResult... properties) {
    CaseResult whole = of(scenario, caseName, properties);
    return new CaseResult(
        scenario,
        caseName,
        "",
        new CaseResult.SearchSummary(
            whole.statistics(), Optional.of("states"), 0, false, whole.search().time()),
        whole.properties(),
        Optional::empty,
        Optional::empty);
  }

  public static PropertyResult violated(Verdict expected) {
    return new PropertyResult(
        NEVER_RST,
        Verdict.VIOLATED,
        expected,
        Optional.empty(),
        Optional.of(Stories.lastAckLostWithoutTimeWait()));
  }

  public static PropertyResult holds() {
    return new PropertyResult(
        NEVER_RST,
        Verdict.HOLDS,
        Verdict.HOLDS,
        Optional.of(NEVER_RST.leastDanger()),
        Optional.of(Stories.lastAckLostWithTimeWait()));
  }

  public static PropertyResult outOfDanger() {
    return without(NEVER_RST, Verdict.HOLDS, Verdict.HOLDS);
  }

  public static PropertyResult reached() {
    return new PropertyResult(
        REACHED,
        Verdict.HOLDS,
        Verdict.HOLDS,
        Optional.of(REACHED.leastDanger()),
        Optional.of(Stories.simultaneousClose()));
  }

  public static PropertyResult without(Claim claim, Verdict verdict, Verdict expected) {
    return new PropertyResult(claim, verdict, expected, Optional.empty(), Optional.<Story>empty());
  }
}
