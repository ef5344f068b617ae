package io.tarry.survey;

import io.tarry.check.Check;
import io.tarry.engine.Covering;
import io.tarry.engine.Finding;
import io.tarry.engine.Limits;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.property.expression.Needs;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TcpModels;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.rules.WrongTcp;
import io.tarry.tcp.settings.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Wrong TCPs in the worlds of some cases. A claim catches one in a world if it is violated there,
 * and is not with the right TCP.
 */
public final class Mutation {

  /** The shortest run first; a claim that something can be reached has none. */
  private static final Comparator<Caught> SOONEST =
      Comparator.<Caught>comparingInt(caught -> caught.steps().orElse(Integer.MAX_VALUE))
          .thenComparingInt(Caught::world)
          .thenComparing(caught -> caught.claim().id());

  private final Limits limits;
  private final int threads;
  private final BooleanSupplier isCancelled;
  private final Consumer<String> heard;

  private Mutation(
      Limits limits, int threads, BooleanSupplier isCancelled, Consumer<String> heard) {
    this.limits = limits;
    this.threads = threads;
    this.isCancelled = isCancelled;
    this.heard = heard;
  }

  /** A case, and the claims that are asked of it. */
  public record World(Scenario scenario, Scenario.Case checked, List<Claim> claims) {

    /** Copies the list. */
    public World {
      claims = List.copyOf(claims);
    }
  }

  /**
   * A claim that catches a wrong TCP.
   *
   * @param world where its run is shortest, as a number of {@link Answer#worlds}
   * @param states how many states that world has with the wrong TCP, as far as it was searched
   * @param steps of the run, if there is one
   */
  public record Caught(Claim claim, int world, long states, OptionalInt steps) {}

  /**
   * What came of a wrong TCP.
   *
   * @param caught which claims catch it, those with the shortest runs first
   * @param whole whether every world was searched to its end
   */
  public record Row(WrongTcp wrong, List<Caught> caught, boolean whole) {

    /** Copies the list. */
    public Row {
      caught = List.copyOf(caught);
    }
  }

  /**
   * What came of them all.
   *
   * @param worlds those in which the right TCP was searched to its end
   * @param tooLarge the others, in which nothing is said of a wrong one
   */
  public record Answer(List<World> worlds, List<World> tooLarge, List<Row> rows) {

    /** Copies the lists. */
    public Answer {
      worlds = List.copyOf(worlds);
      tooLarge = List.copyOf(tooLarge);
      rows = List.copyOf(rows);
    }
  }

  /** One search. */
  private record Searched(World world, SearchResult result) {

    boolean whole() {
      return result.stoppedBy().isEmpty();
    }

    boolean breaks(Claim claim) {
      return result.finding(claim.id()).verdict() == Verdict.VIOLATED;
    }
  }

  /**
   * Searches all these worlds, first with the right TCP, then with each of the wrong ones.
   *
   * @param threads how many searches at once, which share the memory of the limits
   * @param isCancelled asked between two searches, and within them
   * @param heard hears what was searched, as it is there
   */
  public static Answer of(
      List<World> worlds,
      List<WrongTcp> wrongs,
      Limits limits,
      int threads,
      BooleanSupplier isCancelled,
      Consumer<String> heard) {
    return new Mutation(limits.sharedBy(threads), threads, isCancelled, heard)
        .answer(worlds, wrongs);
  }

  private Answer answer(List<World> worlds, List<WrongTcp> wrongs) {
    List<World> kept = new ArrayList<>();
    List<World> tooLarge = new ArrayList<>();
    for (Searched right : search(worlds, List.of(TcpRules.right()))) {
      World world = right.world();
      if (right.whole()) {
        List<Claim> kinder = world.claims().stream().filter(claim -> !right.breaks(claim)).toList();
        kept.add(new World(world.scenario(), world.checked(), kinder));
      } else {
        tooLarge.add(world);
      }
    }
    List<Searched> searched = search(kept, wrongs.stream().map(WrongTcp::tcp).toList());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < searched.size() / Math.max(1, kept.size()); i++) {
      rows.add(row(wrongs.get(i), searched.subList(i * kept.size(), (i + 1) * kept.size())));
    }
    return new Answer(kept, tooLarge, rows);
  }

  private static Row row(WrongTcp wrong, List<Searched> searched) {
    Map<String, Caught> soonest = new LinkedHashMap<>();
    for (int i = 0; i < searched.size(); i++) {
      Searched one = searched.get(i);
      for (Claim claim : one.world().claims()) {
        if (one.breaks(claim)) {
          Finding finding = one.result().finding(claim.id());
          Optional<Integer> steps = finding.trace().map(Trace::length);
          Caught caught =
              new Caught(
                  claim,
                  i,
                  one.result().statistics().states(),
                  steps.map(OptionalInt::of).orElse(OptionalInt.empty()));
          soonest.merge(claim.id(), caught, (a, b) -> SOONEST.compare(a, b) <= 0 ? a : b);
        }
      }
    }
    return new Row(
        wrong,
        soonest.values().stream().sorted(SOONEST).toList(),
        searched.stream().allMatch(Searched::whole));
  }

  /** Every world with the first TCP, then every world with the second, and so on. */
  private List<Searched> search(List<World> worlds, List<TcpRules> tcps) {
    List<Callable<Searched>> tasks = new ArrayList<>();
    for (TcpRules tcp : tcps) {
      for (World world : worlds) {
        tasks.add(() -> new Searched(world, search(world, tcp)));
      }
    }
    return ParallelTasks.all(
        tasks,
        threads,
        isCancelled,
        searched ->
            heard.accept(Check.nameOf(searched.world().scenario(), searched.world().checked())));
  }

  private SearchResult search(World world, TcpRules tcp) {
    Needs needs = Needs.of(world.claims().stream().map(Claim::needs));
    Settings settings = world.checked().settings().remembering(needs.ghosts());
    TcpModels models = new TcpModels(settings, tcp);
    Search<TcpModel> search = Search.<TcpModel>of(models).within(limits).until(isCancelled);
    Optional<Covering> covering = models.get().covering();
    return (covering.isPresent() ? search.leavingOutCovered(covering.get()) : search)
        .run(world.claims().stream().map(Claim::property).toList());
  }
}
