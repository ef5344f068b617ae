package io.tarry.survey;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.property.OwnClaims;
import io.tarry.property.expression.Names;
import io.tarry.property.expression.Parsed;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can happen in one case of a scenario and not in another: which states both ends of a
 * connection are in at once, which kind of segment arrives in which state, which errors
 * applications are told, and what comes of the properties.
 *
 * <p>Each of these is a claim that it can be reached, and one search of a case decides all.
 *
 * @param first the one case, with everything that can happen in it
 * @param second the other
 */
public record Difference(CaseResult first, CaseResult second) {

  /** What no property's name begins with; the rest serves as a part of a file's name. */
  private static final String FACT = "can_";

  private static final String ENDS = FACT + "states-";
  private static final String ARRIVALS = FACT + "arrives-";
  private static final String ERRORS = FACT + "told-";
  private static final String REFUSALS = FACT + "refused-";

  /**
   * What a connection that fails is told; the other errors are of calls that get no socket at all,
   * and stand beside these.
   */
  private static final List<UserError> OF_A_CONNECTION =
      List.of(UserError.REFUSED, UserError.RESET, UserError.TIMED_OUT, UserError.BROKEN_PIPE);

  private static final List<String> HOSTS = List.of("client", "client2", "server");

  /** Something that can happen in one of two cases, with the shortest run to it. */
  public record Fact(String says, PropertyResult result) {

    /** How long the shortest run to it is. */
    public int steps() {
      return result.story().map(story -> story.steps().size()).orElse(Integer.MAX_VALUE);
    }
  }

  /** A property, and what came of it in the one and the other. */
  public record Verdicts(String property, Verdict first, Verdict second) {}

  /** Searches both cases. */
  public static Difference of(
      Scenario scenario, Scenario.Case one, Scenario.Case other, Check checking) {
    Names names = Names.of(List.of(one.settings(), other.settings()));
    Map<String, Scenario.Expectation> asked = new LinkedHashMap<>();
    facts(names).forEach((id, claim) -> asked.put(id, Scenario.Expectation.none(claim)));
    for (Scenario.Case each : List.of(one, other)) {
      each.expectations()
          .forEach(it -> asked.put(it.claim().id(), Scenario.Expectation.none(it.claim())));
    }
    List<Scenario.Expectation> all = List.copyOf(asked.values());
    return new Difference(checking.of(scenario, one, all), checking.of(scenario, other, all));
  }

  private static Map<String, Claim> facts(Names names) {
    Map<String, Claim> facts = new LinkedHashMap<>();
    for (TcpState client : TcpState.values()) {
      for (TcpState server : TcpState.values()) {
        fact(
            facts,
            names,
            ENDS + client + "-" + server,
            "the client is in %s while the server is in %s".formatted(client, server),
            "client.state == %s and server.state == %s".formatted(client, server));
      }
    }
    for (String end : List.of("client", "server")) {
      for (TcpState state : TcpState.values()) {
        for (SegmentKind kind : SegmentKind.ALL) {
          fact(
              facts,
              names,
              ARRIVALS + end + "-" + state + "-" + kind,
              "%s %s reaches the %s in %s"
                  .formatted(kind == SegmentKind.ACK ? "an" : "a", kind.label(), end, state),
              "step delivers %s to %s and before.%s.state == %s"
                  .formatted(kind.label(), end, end, state));
        }
      }
      for (UserError error : OF_A_CONNECTION) {
        fact(
            facts,
            names,
            ERRORS + end + "-" + error,
            "the %s's application is told: %s".formatted(end, error.label()),
            "%s.error == %s".formatted(end, error));
      }
    }
    refusals(facts, names);
    return facts;
  }

  /** Calls that get no socket: no connection is there of which these could be asked. */
  private static void refusals(Map<String, Claim> facts, Names names) {
    for (String host : HOSTS) {
      for (UserError refusal : List.of(UserError.NO_PORT, UserError.ADDRESS_IN_USE)) {
        String condition = "%s.refusal == %s".formatted(host, refusal);
        if (Parsed.of(condition, names) instanceof Parsed.Good good) { // the host is there
          String id = REFUSALS + host + "-" + refusal;
          String says =
              "a call of the %s's application is refused: %s".formatted(host, refusal.label());
          facts.put(id, OwnClaims.reachable(new OwnClaims.About(id, Optional.of(says), ""), good));
        }
      }
    }
  }

  private static void fact(
      Map<String, Claim> facts, Names names, String id, String says, String condition) {
    String text = names.connections() > 1 ? "some(" + condition + ")" : condition;
    if (Parsed.of(text, names) instanceof Parsed.Good good) {
      facts.put(id, OwnClaims.reachable(new OwnClaims.About(id, Optional.of(says), ""), good));
    } else {
      throw new IllegalStateException("no question that can be asked: " + text);
    }
  }

  private static boolean isFact(Claim claim) {
    return claim.id().startsWith(FACT);
  }

  /** What can happen in the first case and not in the second; the nearest first. */
  public List<Fact> onlyInFirst() {
    return only(first, second);
  }

  /** What can happen in the second case and not in the first; the nearest first. */
  public List<Fact> onlyInSecond() {
    return only(second, first);
  }

  private static List<Fact> only(CaseResult in, CaseResult notIn) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < in.properties().size(); i++) {
      PropertyResult here = in.properties().get(i);
      boolean differs =
          here.verdict() == Verdict.HOLDS
              && notIn.properties().get(i).verdict() == Verdict.VIOLATED;
      if (isFact(here.claim()) && differs) {
        facts.add(new Fact(here.claim().sentence(), here));
      }
    }
    facts.sort(Comparator.comparingInt(Fact::steps));
    return facts;
  }

  /** How many facts there are in both. */
  public long inBoth() {
    long both = 0;
    for (int i = 0; i < first.properties().size(); i++) {
      PropertyResult here = first.properties().get(i);
      if (isFact(here.claim())
          && here.verdict() == Verdict.HOLDS
          && second.properties().get(i).verdict() == Verdict.HOLDS) {
        both++;
      }
    }
    return both;
  }

  /** Properties of which not the same came. */
  public List<Verdicts> verdicts() {
    List<Verdicts> verdicts = new ArrayList<>();
    for (int i = 0; i < first.properties().size(); i++) {
      PropertyResult here = first.properties().get(i);
      PropertyResult there = second.properties().get(i);
      if (!isFact(here.claim()) && here.verdict() != there.verdict()) {
        verdicts.add(new Verdicts(here.claim().id(), here.verdict(), there.verdict()));
      }
    }
    return verdicts;
  }

  /** What ended one of the searches early, if something did: then less is known to differ. */
  public Optional<String> stoppedBy() {
    return first.stoppedBy().or(second::stoppedBy);
  }

  /** Of each case that has something by itself: its result with the shortest run to that alone. */
  public List<CaseResult> drawable() {
    List<CaseResult> results = new ArrayList<>();
    onlyInFirst().stream().findFirst().ifPresent(fact -> results.add(alone(first, fact)));
    onlyInSecond().stream().findFirst().ifPresent(fact -> results.add(alone(second, fact)));
    Scenario scenario = first.scenario();
    String file = scenario.file().substring(scenario.file().lastIndexOf('/') + 1);
    Scenario shown =
        new Scenario(
            file.replaceFirst("\\.ya?ml$", "") + ".diff.yaml",
            scenario.prose(),
            Optional.empty(),
            results.stream().map(one -> one.inFile().orElseThrow()).toList(),
            scenario.properties());
    return results.stream().map(one -> one.in(shown)).toList();
  }

  /** A case of its own, in which one thing was asked. */
  private static CaseResult alone(CaseResult of, Fact fact) {
    Scenario.Case asked = of.inFile().orElseThrow();
    Scenario.Case one =
        new Scenario.Case(
            asked.name(),
            asked.comment(),
            asked.stacks(),
            asked.settings(),
            List.of(Scenario.Expectation.none(fact.result().claim())));
    Scenario scenario = of.scenario();
    return new CaseResult(
        new Scenario(
            scenario.file(),
            scenario.prose(),
            Optional.empty(),
            List.of(one),
            scenario.properties()),
        of.caseName(),
        of.counting(),
        of.search(),
        List.of(fact.result()),
        Optional::empty,
        Optional::empty);
  }

  /** The shortest run to something that only one of the two has. */
  public static Optional<Story> witness(List<Fact> only) {
    return only.stream().findFirst().flatMap(fact -> fact.result().story());
  }
}
