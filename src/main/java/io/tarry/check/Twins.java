package io.tarry.check;

import com.google.common.math.LongMath;
import io.tarry.engine.Verdict;
import io.tarry.property.Danger;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.settings.Time;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds, for a run that breaks a property, the case that differs in the fewest things and keeps it,
 * and plays the same events there. A twin is worth a look if both begin alike, if they part, and if
 * something comes of it there: it meets the danger, or the event that they part at goes another
 * way, or at least half of all events are possible there.
 */
public final class Twins {

  /** This many settings may differ, those of several hosts counted once. */
  private static final int SETTINGS_MAX = 3;

  /** What an application does is one thing, however many instructions it takes. */
  private static final Pattern ONE_THING = Pattern.compile("(^|.*\\.)program\\..*");

  private static final Pattern HOST = Pattern.compile("^hosts\\.(?:clients\\[\\d+]|server)\\.");

  private static final String NOTHING_BREAKS = "The same events break nothing here";

  private final List<CaseResult> results;
  private final Tick tick;
  private final IdentityHashMap<Settings, SortedMap<String, String>> named =
      new IdentityHashMap<>();

  /** Finds twins among the results of a scenario. */
  public Twins(List<CaseResult> results) {
    this.results = results;
    tick = tickOfAll(results);
  }

  private record Candidate(CaseResult result, PropertyResult property, int settings, int away) {}

  private record Played(Candidate candidate, Twin twin, int leftOut) {}

  /** Each file and case has a tick of its own, in which all its times are counted. */
  private static Tick tickOfAll(List<CaseResult> results) {
    return new Tick(
        results.stream()
            .flatMap(result -> result.inFile().stream())
            .map(inFile -> inFile.settings().time())
            .filter(Time::real)
            .mapToLong(time -> time.tick().micros())
            .reduce(0, LongMath::gcd));
  }

  /** The twin of a run that breaks a property. */
  public Optional<Twin> of(CaseResult failing, PropertyResult broken) {
    if (broken.verdict() != Verdict.VIOLATED || broken.story().isEmpty()) {
      return Optional.empty();
    }
    Story story = broken.story().get();
    return results.stream()
        .flatMap(other -> candidates(failing, broken, other))
        .filter(candidate -> candidate.settings > 0)
        .flatMap(candidate -> play(story, candidate).stream())
        .min(
            Comparator.comparingInt((Played played) -> played.candidate.settings + played.leftOut)
                .thenComparingInt(played -> played.candidate.settings)
                .thenComparingInt(played -> played.candidate.away))
        .map(Played::twin);
  }

  private Stream<Candidate> candidates(
      CaseResult failing, PropertyResult broken, CaseResult other) {
    Optional<Scenario.Case> mine = failing.inFile();
    Optional<Scenario.Case> its = other.inFile();
    if (mine.isEmpty() || its.isEmpty()) {
      return Stream.empty();
    }
    if (mine.get().settings().time().real() != its.get().settings().time().real()) {
      return Stream.empty();
    }
    List<PropertyResult> kept =
        other.properties().stream()
            .filter(property -> property.verdict() == Verdict.HOLDS)
            .filter(property -> property.claim().id().equals(broken.claim().id()))
            .toList();
    if (kept.isEmpty()) {
      return Stream.empty();
    }
    Set<String> differing = differing(mine.get().settings(), its.get().settings());
    Set<String> things = new HashSet<>();
    differing.forEach(name -> things.add(HOST.matcher(name).replaceFirst("")));
    if (things.size() > SETTINGS_MAX) {
      return Stream.empty();
    }
    int away = Math.abs(results.indexOf(failing) - results.indexOf(other));
    return kept.stream().map(property -> new Candidate(other, property, differing.size(), away));
  }

  private Set<String> differing(Settings one, Settings other) {
    SortedMap<String, String> mine = named(one);
    SortedMap<String, String> its = named(other);
    Set<String> names = new HashSet<>(mine.keySet());
    names.addAll(its.keySet());
    names.removeIf(name -> Objects.equals(mine.get(name), its.get(name)));
    Set<String> things = new HashSet<>();
    for (String name : names) {
      boolean application = ONE_THING.matcher(name).matches();
      things.add(
          application ? name.substring(0, name.indexOf("program") + "program".length()) : name);
    }
    return things;
  }

  private SortedMap<String, String> named(Settings settings) {
    return named.computeIfAbsent(
        settings, some -> NamedSettings.of(some.time().real() ? some.in(tick) : some));
  }

  private static Optional<Played> play(Story story, Candidate candidate) {
    Scenario.Case there = candidate.result.inFile().orElseThrow();
    Settings settings = there.settings().remembering(candidate.result.ghosts());
    boolean real = settings.time().real();
    List<Story.Step> events = events(story, real);
    EventReplay replay = new EventReplay(settings, there.stacks(), candidate.property.claim());
    events.forEach(replay::play);
    StoryTeller teller = new StoryTeller(settings, there.stacks());
    Optional<Story.Step> parting = parting(events, replay, events(tell(teller, replay, ""), real));
    if (parting.isEmpty() || events.indexOf(parting.get()) == 0) {
      return Optional.empty();
    }
    Story.Step lastAlike = events.get(events.indexOf(parting.get()) - 1);
    int alike = replay.played().getOrDefault(lastAlike.number(), 0);
    int leftOut = events.size() - replay.played().size();
    if (!replay.played().containsKey(story.steps().size()) && !endsAtDanger(replay, alike)) {
      replay.deliverTheRest();
    }
    endsAtDanger(replay, alike);
    if (replay.length() <= alike) {
      return Optional.empty();
    }
    Optional<Danger> met = replay.met(replay.length());
    boolean goesOnAlike = replay.played().containsKey(parting.get().number());
    if (met.isEmpty() && !goesOnAlike && 2 * leftOut > events.size()) {
      return Optional.empty();
    }
    Story run = tell(teller, replay, met.map(Danger::shows).orElse(NOTHING_BREAKS));
    List<Story.Step> made = events(run, real);
    Map<Integer, Integer> played = replay.played();
    played.replaceAll((event, step) -> made.get(step - 1).number());
    Twin twin =
        new Twin(story, candidate.result, candidate.property, run, played, parting.get().number());
    return Optional.of(new Played(candidate, twin, leftOut));
  }

  /** Ends the run at the first danger after its first steps, if it comes to one. */
  private static boolean endsAtDanger(EventReplay replay, int after) {
    for (int step = after + 1; step <= replay.length(); step++) {
      if (replay.met(step).isPresent()) {
        replay.endAfter(step);
        return true;
      }
    }
    return false;
  }

  /** What happens in a run; in real time, that some time passes is no event. */
  private static List<Story.Step> events(Story story, boolean real) {
    return story.steps().stream()
        .filter(step -> !real || step.event().kind() != Action.Kind.TICK)
        .toList();
  }

  /** The first event that has another result, or that is not possible. */
  private static Optional<Story.Step> parting(
      List<Story.Step> events, EventReplay replay, List<Story.Step> there) {
    return events.stream()
        .filter(event -> {
          Integer number = replay.played().get(event.number());
          return number == null || !Twin.isAlike(event, there.get(number - 1));
        })
        .findFirst();
  }

  private static Story tell(StoryTeller teller, EventReplay replay, String ending) {
    return teller.tell(replay.trace(), Story.Kind.WITNESS, ending, Causes.About.LAST_STEP);
  }
}
