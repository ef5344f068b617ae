package io.tarry.lab;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.StackDifferences;
import io.tarry.check.Story;
import io.tarry.packetdrill.PktException;
import io.tarry.packetdrill.PktScript;
import io.tarry.packetdrill.PktWorld;
import io.tarry.packetdrill.ScriptOutcome;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.settings.Stack;
import io.tarry.wire.Capture;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays runs on this machine's kernel. */
public final class Lab {

  private static final Pattern RELEASE = Pattern.compile("[0-9]+(\\.[0-9]+)*");

  /** An address for documentation, for a host that talks to nobody. */
  private static final int NOBODY = 0x0a000001;

  /** How often a run is played that is refuted in another way each time. */
  private static final int TIMES_MAX = 4;

  private final String kernel;
  private final BooleanSupplier cancelled;

  private Lab(String kernel, BooleanSupplier cancelled) {
    this.kernel = kernel;
    this.cancelled = cancelled;
  }

  /**
   * A lab on this machine, which stops playing when told so.
   *
   * @throws LabException if this machine cannot play runs, and why
   */
  public static Lab open(BooleanSupplier cancelled) throws LabException, IOException {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
      throw new LabException("this is " + System.getProperty("os.name") + ", and not Linux");
    }
    try {
      Host.open("probe", NOBODY, Map.of()).close();
    } catch (NoClassDefFoundError | UnsatisfiedLinkError e) {
      throw new LabException("the library JNA does not work here: " + e.getMessage());
    }
    return new Lab(release(System.getProperty("os.version")), cancelled);
  }

  /** The numbers of a kernel's release, without what its builder added. */
  static String release(String version) {
    Matcher numbers = RELEASE.matcher(version);
    return numbers.lookingAt() ? numbers.group() : version;
  }

  /** A short text that two runs have in common only if they are played alike. */
  public static String digest(Story story) {
    return RunIdentity.digest(story);
  }

  /** The kernel's release. */
  public String kernel() {
    return kernel;
  }

  /**
   * Plays the run of a property. A difference that is seen only once does not refute it: the
   * machine may have been busy for a moment.
   */
  public Outcome play(CaseResult result, PropertyResult property) throws LabException, IOException {
    return play(result, property, captures -> {});
  }

  /**
   * The same, and hands on what was captured at each host, by its name, when it was played last.
   */
  public Outcome play(
      CaseResult result, PropertyResult property, Consumer<Map<String, Capture>> captured)
      throws LabException, IOException {
    Scenario.Case of = result.inFile().orElseThrow();
    if (property.story().isEmpty()) {
      return new Outcome.Unplayable("there is no run to play, since nothing reaches that");
    }
    Story story = property.story().get();
    Optional<String> refusal = Plan.refusal(story, of);
    if (refusal.isPresent()) {
      return new Outcome.Unplayable(refusal.get());
    }
    Set<Outcome> before = new HashSet<>();
    for (int time = 1; ; time++) {
      Outcome outcome;
      try {
        outcome = playOnce(new Plan(story, of.settings()), captured);
      } catch (Nat.Unavailable e) {
        return new Outcome.Unplayable(e.why());
      }
      if (!(outcome instanceof Outcome.Refuted refuted)) {
        return outcome;
      }
      if (!before.add(refuted) || time == TIMES_MAX) {
        return refuted.because(StackDifferences.at(result, property, refuted.step(), Stack.LINUX));
      }
    }
  }

  /**
   * Plays a script of packetdrill. As with runs, a difference that is seen only once does not
   * count.
   *
   * @param world what the script supposes of the kernel
   * @return what came of it; empty if it was interrupted
   * @throws PktException if the script has something that the lab, or no kernel, has
   */
  public Optional<ScriptOutcome> replay(PktScript script, PktWorld world)
      throws LabException, IOException, PktException {
    ScriptWorld.require(script, world);
    Set<ScriptOutcome> before = new HashSet<>();
    for (int time = 1; ; time++) {
      try (ScriptPlayer player = ScriptPlayer.open(script, world, cancelled)) {
        ScriptOutcome outcome = player.play();
        if (outcome.agrees() || !before.add(outcome) || time == TIMES_MAX) {
          return Optional.of(outcome);
        }
      } catch (LabNetwork.Cancelled e) {
        return Optional.empty();
      } catch (ScriptPlayer.Late e) {
        if (time == TIMES_MAX) {
          throw new IOException("this machine is too busy to play " + script.file(), e);
        }
      }
    }
  }

  private Outcome playOnce(Plan plan, Consumer<Map<String, Capture>> captured)
      throws Nat.Unavailable, LabException, IOException {
    try (RunPlayer player = RunPlayer.open(plan, kernel, cancelled)) {
      Outcome outcome = player.play();
      captured.accept(player.captures());
      return outcome;
    }
  }
}
