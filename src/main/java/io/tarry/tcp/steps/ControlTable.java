package io.tarry.tcp.steps;

import static io.tarry.tcp.world.FaultBudgets.COPIES;
import static io.tarry.tcp.world.FaultBudgets.LOSSES;

import io.tarry.engine.StateKeys;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The controls that a search met, and what they have in common. */
final class ControlTable {

  private static final int ASKED_BITS = 3; // clocks: there are two clients and a server at most

  // What such an object takes with what it holds and with its place in a table, about.
  private static final int CORE_BYTES = 240;
  private static final int SETTLED_BYTES = 60;

  private final Settings.Network limits;
  private final Timestamps stamps;
  private final Layout layout;
  private final StateKeys keys;
  private final StampProfiles profiles;
  private final ControlParts parts;
  private final World scratch;
  private final World settling;
  private final long[] control;

  /** The control that {@link #scratch} is, once it is one. */
  private final long[] unpacked;

  private boolean isUnpacked;
  private final int copiesKinds;
  private final int lossesKinds;

  private final WordsMap<ControlCore> cores = new WordsMap<>();
  private Control[] controls = new Control[64]; // by number
  private final LongMap<ControlCore[]> settled = new LongMap<>();
  private boolean lacksMemory;

  ControlTable(
      Settings settings, Timestamps stamps, Layout layout, StateKeys keys, StampProfiles profiles) {
    this.stamps = stamps;
    this.layout = layout;
    this.keys = keys;
    this.profiles = profiles;
    limits = settings.network();
    parts = new ControlParts(layout);
    scratch = new World(settings);
    settling = new World(settings);
    control = new long[layout.controlWords()];
    unpacked = new long[control.length];
    lossesKinds = kinds(limits.lose());
    copiesKinds = kinds(limits.duplicate());
  }

  /** How many values there are for what the network may still do. */
  static int budgets(Settings.Network limits) {
    return Math.multiplyExact(kinds(limits.lose()), kinds(limits.duplicate()));
  }

  private static int kinds(int budget) {
    return budget == Settings.UNLIMITED ? 1 : budget + 1;
  }

  /** Whether too little memory is left to know more of them. */
  boolean lacksMemory() {
    return lacksMemory;
  }

  /** Counts memory that is taken to know more. */
  void take(long bytes) {
    lacksMemory |= !keys.take(bytes);
  }

  /** How the parts of a control are numbered. */
  ControlParts parts() {
    return parts;
  }

  /** The control of that number. */
  Control of(int number) {
    Control known = number < controls.length ? controls[number] : null;
    return known != null ? known : newControl(number);
  }

  private Control newControl(int number) {
    keys.control(number, control);
    unpack(control);
    int losses = scratch.flight.budgets.get(LOSSES);
    int copies = scratch.flight.budgets.get(COPIES);
    withBudgets(limits.lose(), limits.duplicate());
    return of(coreOf(control), losses, copies);
  }

  /** The control of that core, in which the network may still lose and copy that many segments. */
  Control of(ControlCore core, int losses, int copies) {
    int budgets =
        (losses == Settings.UNLIMITED ? 0 : losses) * copiesKinds
            + (copies == Settings.UNLIMITED ? 0 : copies);
    Control known = core.controls[budgets];
    return known != null ? known : newControl(core, losses, copies, budgets);
  }

  private Control newControl(ControlCore core, int losses, int copies, int budgets) {
    unpack(core.words);
    withBudgets(losses, copies);
    Control made = new Control(keys.controlOf(control), core, losses, copies);
    core.controls[budgets] = made;
    if (made.number() >= controls.length) {
      controls = Arrays.copyOf(controls, Math.max(made.number() + 1, 2 * controls.length));
    }
    controls[made.number()] = made;
    return made;
  }

  /** Gives the scratch world, and its control, what the network may still lose and copy. */
  private void withBudgets(int losses, int copies) {
    scratch.flight.budgets.set(LOSSES, losses);
    scratch.flight.budgets.set(COPIES, copies);
    layout.packBudgetsChanged(unpacked, scratch, control);
  }

  /** Makes the scratch world that of a control, without segments in flight. */
  private void unpack(long[] words) {
    if (isUnpacked) {
      layout.unpackControlChanged(unpacked, words, scratch);
    } else {
      layout.unpackControl(words, scratch);
      isUnpacked = true;
    }
    settling.touchAllOf(scratch);
    scratch.touchNone();
    System.arraycopy(words, 0, unpacked, 0, words.length);
  }

  /**
   * The core of a world that was made equal to that of another core and then changed. What the
   * network may still do in it is changed.
   */
  ControlCore coreOfChanged(World before, ControlCore core, World world) {
    packChanged(before, core, world);
    return coreOf(control);
  }

  private void packChanged(World before, ControlCore core, World world) {
    world.flight.budgets.set(LOSSES, limits.lose());
    world.flight.budgets.set(COPIES, limits.duplicate());
    layout.packControlChanged(before, core.words, world, control);
  }

  /**
   * The same core, but for an end and for the part that belongs to no end, which get these values.
   */
  ControlCore coreWith(ControlCore core, int end, int endNumber, int sharedNumber) {
    if (core.parts[end] == endNumber && core.parts[parts.shared()] == sharedNumber) {
      return core;
    }
    System.arraycopy(core.words, 0, control, 0, control.length);
    parts.put(end, endNumber, control);
    parts.put(parts.shared(), sharedNumber, control);
    return coreOf(control);
  }

  /** The core of these words. */
  ControlCore coreOf(long[] words) {
    ControlCore known = cores.get(words);
    return known != null ? known : newCore(words.clone());
  }

  private ControlCore newCore(long[] words) {
    int asked = 0;
    if (layout.usesStamps()) {
      unpack(words);
      asked = stamps.asked(scratch); // its flight is empty
    }
    ControlCore core =
        new ControlCore(cores.size() + 1, words, parts.of(words), asked, lossesKinds * copiesKinds);
    take(
        CORE_BYTES
            + (long) Long.BYTES * words.length
            + (long) Integer.BYTES * core.controls.length);
    cores.add(words, core);
    return core;
  }

  /**
   * The cores that a core can become, as the rules left it, when it forgets what no longer matters.
   */
  ControlCore[] settled(ControlCore raw, int profile, int askedBefore) {
    long key = ((long) raw.number << 32) | ((long) profile << ASKED_BITS) | askedBefore;
    ControlCore[] known = settled.get(key);
    return known != null ? known : newSettled(key, raw, profile, askedBefore);
  }

  private ControlCore[] newSettled(long key, ControlCore raw, int profile, int askedBefore) {
    List<long[]> all = new ArrayList<>();
    unpack(raw.words);
    settling.becomeAgain(scratch);
    profiles.put(profile, settling.flight);
    stamps.forget(settling);
    stamps.inEachPhase(
        askedBefore,
        settling,
        () -> {
          packChanged(scratch, raw, settling);
          all.add(control.clone());
        });
    ControlCore[] made = all.stream().map(this::coreOf).toArray(ControlCore[]::new);
    settled.add(key, made);
    take(SETTLED_BYTES);
    return made;
  }
}
