package io.tarry.scenario;

import io.tarry.engine.Verdict;
import io.tarry.property.Assumption;
import io.tarry.scenario.Key.Actions;
import io.tarry.scenario.Key.Changes;
import io.tarry.scenario.Key.Choice;
import io.tarry.scenario.Key.Count;
import io.tarry.scenario.Key.Expression;
import io.tarry.scenario.Key.Flag;
import io.tarry.scenario.Key.Group;
import io.tarry.scenario.Key.Named;
import io.tarry.scenario.Key.Span;
import io.tarry.scenario.Key.Text;
import io.tarry.scenario.Key.Verdicts;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Settings.Start;
import io.tarry.tcp.settings.Time.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All keys of a scenario file, each once, in the order of the documentation; those of a host are in
 * {@link HostKeys}.
 */
final class ScenarioKeys {

  private static final int FAULTS_MAX = 15;
  private static final int MSL_MAX = 20;

  /** How many ticks a time can have that is not MSL. */
  static final int TICKS_MAX = 1_000_000;

  // ---- The question

  static final Text TITLE = new Text("title", true, true, "what it is about, on one line");
  static final Text QUESTION =
      new Text("question", true, false, "what is asked, in a sentence or a few");
  static final Text SOURCE =
      new Text("source", false, true, "where the subject is written of, on one line");
  static final Text COMMENT =
      new Text(
          "comment",
          false,
          false,
          "what a reader of the results should know, in a sentence or a few");

  static final Count COURSE =
      new Count("course", 1, 999, false, "", "its place in the course; those without one are last");

  // ---- The world

  static final Group CLIENT = HostKeys.client("client", "the host that opens, by custom");
  static final Group CLIENT_2 =
      HostKeys.client(
          "client2",
          "a second client, where connection has a script for it; without it, as client is");
  static final Group SERVER = HostKeys.server("server", "the host that listens, by custom");
  static final Group HOSTS =
      Group.of("hosts", "the hosts: a stack by name, or more", CLIENT, CLIENT_2, SERVER);

  static final Flag NAT =
      new Flag(
          "nat",
          "false",
          "the clients share one address and the first one's ports; a 4-tuple is free again as"
              + " soon as the client that had it has closed it");
  static final Choice<Start> START =
      new Choice<>(
          "start",
          "a start",
          Words.of(Start.values()),
          "closed",
          "how far things are as the run begins: nothing is called, a listener is up, the first"
              + " connection is established, or the server has closed it already and that FIN is"
              + " acknowledged");

  static final Actions CLIENT_SCRIPT =
      new Actions("client", true, "what the client's application does");
  static final Actions CLIENT_2_SCRIPT =
      new Actions("client2", false, "what a second client's application does");
  static final Actions SERVER_SCRIPT =
      new Actions("server", true, "what the server's application does, with each connection");
  static final Group CONNECTION =
      new Group(
          "connection",
          true,
          Optional.empty(),
          List.of(CLIENT_SCRIPT, CLIENT_2_SCRIPT, SERVER_SCRIPT),
          "what the applications do; when they do it is the search's choice");

  static final Count WINDOW =
      new Count("window", 1, 30, false, "8", "RCV.WND of both ends, in bytes; always open");

  static final Count ISN_APART =
      new Count(
          "isnApart",
          1,
          Settings.ISN_FAR_APART,
          false,
          String.valueOf(Settings.ISN_FAR_APART),
          "how far apart the initial sequence numbers of a 4-tuple are; less than a window, and old"
              + " numbers can be valid ones of the next connection");

  static final Count LOSE =
      new Count("lose", 0, FAULTS_MAX, true, "0", "how many segments may get lost");
  static final Count DUPLICATE =
      new Count("duplicate", 0, FAULTS_MAX, true, "0", "how many copies the network may make");
  static final Flag REORDER =
      new Flag(
          "reorder",
          "true",
          "whether a segment may overtake another from the same host to the same host");
  static final Count ROOM =
      new Count(
          "room",
          1,
          16,
          false,
          "8",
          "how many may be on their way at once; where more would be, verdicts are undecided");

  /** One key for each kind of segment. */
  static final Map<SegmentKind, Count> SURELY_LOST =
      SegmentKind.ALL.stream()
          .collect(
              Collectors.toMap(
                  kind -> kind, ScenarioKeys::surelyLost, (a, b) -> a, LinkedHashMap::new));

  static final Group SURELY_LOSE =
      Group.of(
          "surelyLose",
          SegmentKind.ALL.stream().map(SegmentKind::label).collect(Collectors.joining(", "))
              + ": how many of the first of these are lost in any case; unlimited, or all: each",
          SURELY_LOST.values().toArray(Key[]::new));
  static final Group NETWORK =
      Group.of("network", "what the network may do", LOSE, DUPLICATE, REORDER, ROOM, SURELY_LOSE);

  static final Choice<Kind> KIND =
      new Choice<>(
          "kind",
          "a kind of time",
          Words.of(Kind.values()),
          "ticks",
          "a clock; or dense time, for times as they are in life; or none: any running timer may fire at any"
              + " moment");
  static final Span MSL =
      new Span(
          "msl",
          1,
          MSL_MAX,
          "1 tick",
          "each segment arrives or is lost within that time; where times have units it has to be"
              + " said");
  static final Span RTO =
      new Span("rto", 1, TICKS_MAX, "2 msl + 1 tick", "the first retransmission timeout");
  static final Flag BACK_OFF =
      new Flag("backOff", "true", "whether it doubles with each retransmission");
  static final Count RETRANSMISSIONS =
      new Count(
          "retransmissions",
          0,
          7,
          true,
          "1",
          "R2: so many, then the end gives up; unlimited: it never does, and RTO doubles once");
  static final Span TIME_WAIT =
      new Span(
          "timeWait",
          0,
          TICKS_MAX,
          "2 msl",
          "how long TIME_WAIT lasts; 0 skips it. It stands for Linux' minute, also for how"
              + " long tcp_tw_recycle remembers a timestamp");
  static final Span FIN_WAIT_2 =
      new Span(
          "finWait2",
          1,
          TICKS_MAX,
          "4 rto; where times have units, 60 s",
          "how long FIN_WAIT_2 lasts, for stacks that limit it");
  static final Group TIME =
      Group.of(
          "time",
          "the clock and the timers",
          KIND,
          MSL,
          RTO,
          BACK_OFF,
          RETRANSMISSIONS,
          TIME_WAIT,
          FIN_WAIT_2);

  /** The keys that describe the world, which a case can change. */
  static final Group WORLD =
      Group.of("", "the world", HOSTS, NAT, START, CONNECTION, WINDOW, ISN_APART, NETWORK, TIME);

  // ---- Claims and expectations

  static final Expression ALWAYS = new Expression("always", "what each step has to be");
  static final Expression NEVER = new Expression("never", "what no step may be");
  static final Expression REACHABLE = new Expression("reachable", "what some step must be");
  static final Expression EVENTUALLY =
      new Expression("eventually", "what some step of each run, or after each of when, must be");
  static final Expression WHEN =
      new Expression(
          "when", "with always or eventually: the steps it is about; vacuous where there is none");
  static final Expression DANGER =
      new Expression(
          "danger",
          "with always or never: the step that a witness is to come to; else the end of a connection,"
              + " or a step that meets when");
  static final Choice<Assumption> ASSUMING =
      new Choice<>(
          "assuming",
          "an assumption",
          Words.of(Assumption.values()),
          "all",
          "with eventually: that runs are fair, that time passes and no more, or nothing");
  static final Text SAYS =
      new Text("says", false, true, "the same for people, on one line; else the expression");
  static final Text BREAKS =
      new Text(
          "breaks", false, true, "what a run comes to that breaks it; else the denial of says");
  static final Group OWN =
      Group.of(
          "",
          "a property",
          ALWAYS,
          NEVER,
          REACHABLE,
          EVENTUALLY,
          WHEN,
          DANGER,
          ASSUMING,
          SAYS,
          BREAKS);
  static final Named PROPERTIES =
      new Named(
          "properties",
          OWN.keys(),
          "the file's own, by names of small letters, digits and '-'; besides the catalogue");

  static final Map<String, Verdict> VERDICTS = Words.of(Verdict.values());
  static final Verdicts EXPECT =
      new Verdicts(
          "expect",
          "properties and the verdict that each is to have: "
              + Words.alternatives(VERDICTS.keySet())
              + "; at the top, of every case");
  static final Changes CHANGE =
      new Changes("change", "what is otherwise in this case: one key by its path, or a whole map");
  static final Group CASE = Group.of("", "a case", COMMENT, CHANGE, EXPECT);
  static final Named CASES =
      new Named(
          "cases",
          CASE.keys(),
          "the world with a few settings changed, by the case's name; without cases there is one:"
              + " the world as written");

  /** All keys of a file. */
  static final Group FILE =
      Group.of(
          "",
          "a scenario: a question about a world, and the cases that answer it",
          Stream.of(
                  Stream.of(TITLE, QUESTION, SOURCE, COMMENT, COURSE),
                  WORLD.keys().stream(),
                  Stream.of(PROPERTIES, EXPECT, CASES))
              .flatMap(keys -> keys)
              .toArray(Key[]::new));

  /** All keys that a case can change, by path. */
  static final Map<String, Key> SETTINGS =
      WORLD
          .paths()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));

  private ScenarioKeys() {}

  private static Count surelyLost(SegmentKind kind) {
    return new Count(
        kind.label(),
        0,
        FAULTS_MAX,
        true,
        "0",
        "how many of the first of these are lost in any case");
  }
}
