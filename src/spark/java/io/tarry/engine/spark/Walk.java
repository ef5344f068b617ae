package io.tarry.engine.spark;

import io.tarry.engine.Finding;
import io.tarry.engine.LevelAccount;
import io.tarry.engine.Limits;
import io.tarry.engine.Model;
import io.tarry.engine.Progress;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Statistics;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.engine.explore.Replay;
import io.tarry.engine.monitor.Discovery;
import io.tarry.engine.monitor.ModelContract;
import io.tarry.engine.monitor.PropertyDiscoveries;
import io.tarry.engine.monitor.PropertyMonitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;

/** Leads a search from level to level, and says what came of it. */
final class Walk<M extends Model> implements AutoCloseable {

  static final String INTERRUPTION = "interruption";
  private static final String TIME = "time";

  private final Question<M> question;
  private final Levels<M> levels;
  private final Manner manner;
  private final long startNanos = System.nanoTime();
  private long levelNanos = startNanos;

  private final PropertyMonitor<M> monitor;
  private final Set<String> limits = new TreeSet<>();
  private long states;
  private long initialStates;
  private long transitions;
  private long peakWords;
  private long frontier;
  private int depth;
  private boolean recovers;

  Walk(JavaSparkContext context, Question<M> question, Manner manner) {
    this.question = question;
    this.manner = manner;
    levels = new Levels<>(context, new Jobs(this::pulse), question, manner.folder());
    monitor = question.monitor();
  }

  SearchResult run() {
    manner.progress().begins(Progress.Stage.STATES);
    try {
      walk();
    } catch (Jobs.StoppedException cut) {
      limits.add(cut.limit()); // the level is thrown away
    }
    return result();
  }

  private void walk() {
    account(0, levels.begin(initialStates()));
    initialStates = frontier;
    for (int level = 0; frontier > 0 && mayExpand(level); level++) {
      List<Shard.Summary> next = levels.expand(Question.found(monitor), level);
      next.forEach(shard -> adopt(shard.sightings()));
      monitor.levelEnds(level);
      account(level + 1, next);
      depth = frontier > 0 ? level + 1 : level;
    }
  }

  /** While a job runs: says how far the search is, and whether there is a reason to stop. */
  private Optional<String> pulse() {
    manner.progress().at(statistics(), frontier);
    Optional<String> reason = reasonToStop();
    return recovers ? reason.filter(INTERRUPTION::equals) : reason;
  }

  private boolean mayExpand(int level) {
    Optional<String> reached = reachedAt(level);
    reached.ifPresent(limits::add);
    return reached.isEmpty();
  }

  private Optional<String> reachedAt(int level) {
    Limits bounds = manner.limits();
    if (bounds.statesMax().filter(max -> states >= max).isPresent()) {
      return Optional.of("states");
    }
    if (manner.untilDecided() && monitor.isDecided()) {
      return Optional.of(SearchResult.DECIDED);
    }
    if (bounds.depthMax().filter(max -> level >= max).isPresent()) {
      return Optional.of("depth");
    }
    return reasonToStop();
  }

  private Optional<String> reasonToStop() {
    if (manner.isCancelled().getAsBoolean()) {
      return Optional.of(INTERRUPTION);
    }
    var taken = Duration.ofNanos(System.nanoTime() - startNanos);
    return manner.limits().timeMax().filter(max -> taken.compareTo(max) >= 0).map(max -> TIME);
  }

  /** Judges the initial states, which are few, and has each where it belongs. */
  private List<long[]> initialStates() {
    M model = question.models().get();
    List<StateBag> outboxes = new ArrayList<>();
    for (int owner = 0; owner < question.partitions(); owner++) {
      outboxes.add(new StateBag(question.words()));
    }
    model.initialStates(
        new Model.Sink() {
          @Override
          public void offer(int action, long[] state) {
            ModelContract.requireInitial(action);
            ModelContract.requireWords(question.words(), state);
            monitor.step(model, state, Model.INITIAL, state);
            outboxes.get(PackedStates.owner(state, question.partitions())).put(state);
          }

          @Override
          public void beyond(int action, String limit) {
            ModelContract.requireInitial(action);
            limits.add(limit);
          }
        });
    monitor.levelEnds(0);
    List<long[]> sets = outboxes.stream().map(StateBag::set).toList();
    if (sets.stream().allMatch(set -> set.length == 0)) {
      throw new IllegalStateException(
          "the model has no initial state, so every claim about it would be empty talk");
    }
    return sets;
  }

  /** Takes over what an expansion found, if that is better. */
  private void adopt(Sightings sightings) {
    if (sightings.found.length == 0) {
      return;
    }
    List<PropertyDiscoveries<M>> others = question.monitor(sightings.found).questions();
    for (int i = 0; i < others.size(); i++) {
      List<Discovery<M>> mine = monitor.questions().get(i).discoveries();
      List<Discovery<M>> theirs = others.get(i).discoveries();
      for (int j = 0; j < mine.size(); j++) {
        Discovery<M> other = theirs.get(j);
        if (other.isOver() && !mine.get(j).isOver()) {
          mine.get(j).meet(other.before(), other.action(), other.after());
        }
      }
    }
  }

  /** Adds a level up. */
  private void account(int level, List<Shard.Summary> shards) {
    long computed = 0;
    long wordsSent = 0;
    long wordsHeld = 0;
    long wordsFresh = 0;
    long largestShare = 0;
    for (Shard.Summary shard : shards) {
      computed += shard.sightings().transitions;
      wordsSent += shard.sightings().wordsSent;
      limits.addAll(shard.sightings().limits);
      wordsHeld += shard.wordsHeld();
      wordsFresh += shard.wordsFresh();
      largestShare = Math.max(largestShare, shard.wordsFresh() / question.words());
    }
    frontier = wordsFresh / question.words();
    states += frontier;
    transitions += computed;
    peakWords = Math.max(peakWords, wordsHeld);
    double skew = largestShare * (double) question.partitions() / Math.max(1, frontier);
    long now = System.nanoTime();
    Duration time = Duration.ofNanos(now - levelNanos);
    levelNanos = now;
    manner
        .progress()
        .ends(new LevelAccount(level, frontier, computed, wordsSent * Long.BYTES, skew, time));
    manner.progress().at(statistics(), frontier);
  }

  private Statistics statistics() {
    return new Statistics(states, initialStates, transitions, depth, peakWords * Long.BYTES);
  }

  private SearchResult result() {
    boolean whole = limits.isEmpty();
    Map<Discovery<M>, Trace> traces = limits.contains(INTERRUPTION) ? Map.of() : traces(whole);
    List<Finding> findings = new ArrayList<>();
    for (PropertyDiscoveries<M> asked : monitor.questions()) {
      Verdict verdict = asked.verdict(whole);
      Optional<Trace> trace =
          asked.shown(verdict).flatMap(end -> Optional.ofNullable(traces.get(end)));
      findings.add(new Finding(asked.property().name(), verdict, trace, asked.witness(verdict)));
    }
    return new SearchResult(findings, statistics(), limits, 0);
  }

  private Map<Discovery<M>, Trace> traces(boolean whole) {
    List<Discovery<M>> shown = new ArrayList<>();
    for (PropertyDiscoveries<M> asked : monitor.questions()) {
      asked.shown(asked.verdict(whole)).ifPresent(shown::add);
    }
    if (shown.isEmpty()) {
      return Map.of();
    }
    manner.progress().begins(Progress.Stage.RUNS_TO_SHOW);
    recovers = true;
    try {
      Map<Discovery<M>, Trace> traces = new Recovery<>(levels).traces(shown);
      traces.forEach((end, trace) -> new Replay<>(question.models().get(), trace, end).check());
      return traces;
    } catch (Jobs.StoppedException cut) {
      limits.add(cut.limit());
      return Map.of();
    }
  }

  @Override
  public void close() {
    levels.close();
  }
}
