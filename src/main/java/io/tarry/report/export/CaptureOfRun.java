package io.tarry.report.export;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Flag;
import io.tarry.check.Story.Segment;
import io.tarry.check.Story.Socket;
import io.tarry.check.Story.Step;
import io.tarry.check.StorySetup;
import io.tarry.check.StorySetup.Lifeline;
import io.tarry.report.words.StoryArrows;
import io.tarry.report.words.WorldNames;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Tick;
import io.tarry.wire.Bytes;
import io.tarry.wire.Capture;
import io.tarry.wire.Capture.Direction;
import io.tarry.wire.ControlBit;
import io.tarry.wire.LinkType;
import io.tarry.wire.Packet;
import io.tarry.wire.PcapngWriter;
import io.tarry.wire.SocketAddress;
import io.tarry.wire.TcpHeader;
import io.tarry.wire.TcpOptions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run as a capture: each host has an interface, which sees what the host sends and what arrives
 * there. So a segment that is lost is seen where it was sent, and nowhere else.
 */
public final class CaptureOfRun {

  private static final long SECOND = 1_000_000;
  private static final int LETTERS = 26;
  private static final Map<Flag, ControlBit> BITS =
      Map.of(
          Flag.SYN, ControlBit.SYN,
          Flag.FIN, ControlBit.FIN,
          Flag.RST, ControlBit.RST,
          Flag.ACK, ControlBit.ACK);

  private final Exported run;
  private final Story story;
  private final WorldNames words;
  private final StoryArrows arrows;
  private final Map<Integer, Integer> lostIn = new HashMap<>();
  private final Set<Integer> copies = new TreeSet<>();

  /** The latest timestamp that came to each socket: what it echoes. */
  private final Map<Socket, Integer> latest = new HashMap<>();

  private final List<Capture.Frame> frames = new ArrayList<>();

  private CaptureOfRun(Exported run) {
    this.run = run;
    story = run.story();
    words = new WorldNames(story.setup());
    arrows = new StoryArrows(story);
    for (Step step : story.steps()) {
      step.lost().ifPresent(number -> lostIn.put(number, step.number()));
      step.copy().ifPresent(copy -> copies.add(copy.number()));
    }
  }

  /** The bytes of a pcapng file. */
  public static byte[] pcapng(Exported run) {
    return PcapngWriter.write(new CaptureOfRun(run).capture());
  }

  private Capture capture() {
    story.steps().forEach(this::add);
    String comment = String.join("\n", run.title()) + "\n" + time();
    return new Capture(comment, story.lifelines().stream().map(this::place).toList(), frames);
  }

  private String time() {
    if (!story.ticks()) {
      return "Any timer may expire at any moment: the seconds are the numbers of the steps.";
    }
    return tick().isNamed() ? "Times are those of the run." : "A tick is shown as one second.";
  }

  private Capture.Interface place(Lifeline host) {
    String description =
        "what %s (%s, %s) sends, and what arrives there"
            .formatted(host.name(), host.stack(), host.address());
    return new Capture.Interface(host.name(), description, LinkType.RAW);
  }

  private Tick tick() {
    return story.setup().clock().map(StorySetup.Clock::tick).orElse(Tick.NAMELESS);
  }

  private long micros(Step step) {
    if (!story.ticks()) {
      return step.number() * SECOND;
    }
    return step.tick() * (tick().isNamed() ? tick().micros() : SECOND);
  }

  private void add(Step step) {
    step.arrives().ifPresent(number -> addArrival(step, arrows.get(number)));
    step.sent().forEach(arrow -> addSent(step, arrow));
  }

  private void addArrival(Step step, Arrow arrow) {
    Socket at = step.at().orElseThrow();
    arrow.segment().timestamp().ifPresent(stamp -> latest.put(at, stamp));
    String copy = copies.contains(arrow.number()) ? " It is a copy that the network made." : "";
    add(step, arrow, at.lifeline(), Direction.INBOUND, said(step) + copy);
  }

  private void addSent(Step step, Arrow arrow) {
    Integer lost = lostIn.get(arrow.number());
    String fate =
        arrow.lostAtOnce()
            ? " It is lost, as the scenario says."
            : lost == null ? "" : " It is lost on its way, in step " + lost + ".";
    add(step, arrow, arrow.from().lifeline(), Direction.OUTBOUND, said(step) + fate);
  }

  /** What happens in the step, and why. */
  private String said(Step step) {
    String where =
        step.at().map(at -> story.lifelines().get(at.lifeline()).name() + ": ").orElse("");
    String end = step.number() == story.steps().size() ? " ==> " + story.ending() : "";
    return "Step %d. %s%s. %s.%s"
        .formatted(step.number(), where, words.action(step, arrows), step.why(), end);
  }

  private void add(Step step, Arrow arrow, int lifeline, Direction way, String comment) {
    frames.add(
        new Capture.Frame(
            frames.size() + 1,
            lifeline,
            micros(step),
            Optional.of(way),
            Bytes.of(packet(arrow, lifeline).bytes()),
            comment));
  }

  private Packet packet(Arrow arrow, int lifeline) {
    Segment segment = arrow.segment();
    FourTuple tuple = segment.connection();
    boolean atClient = lifeline < story.lifelines().size() - 1;
    // Behind a NAT, a client sees its own address.
    String clientAddress =
        atClient ? story.lifelines().get(lifeline).address() : tuple.clientAddress();
    SocketAddress client = SocketAddress.of(clientAddress, tuple.clientPort());
    SocketAddress server = SocketAddress.of(tuple.serverAddress(), tuple.serverPort());
    boolean fromClient = arrow.from().end().side() == Side.CLIENT;
    Set<ControlBit> bits = EnumSet.noneOf(ControlBit.class);
    segment.flags().forEach(flag -> bits.add(BITS.get(flag)));
    return Packet.of(
        new TcpHeader(
            fromClient ? client : server,
            fromClient ? server : client,
            segment.seq(),
            segment.ack(),
            bits,
            run.settings().window(),
            options(arrow)),
        text(segment));
  }

  private TcpOptions options(Arrow arrow) {
    return arrow
        .segment()
        .timestamp()
        .map(stamp -> TcpOptions.stamped(stamp, latest.getOrDefault(arrow.from(), 0)))
        .orElse(TcpOptions.NONE);
  }

  /** A letter for each byte; the same for the same sequence number. */
  private static byte[] text(Segment segment) {
    byte[] text = new byte[segment.length()];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) ('a' + (segment.seq() + i) % LETTERS);
    }
    return text;
  }
}
