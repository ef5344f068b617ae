package io.tarry.tcp;

import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TwRestart;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Worlds for tests, from small parts; starts with a close of an established connection. */
public record TestWorld(
    Stack clientStack,
    Stack serverStack,
    Script clientScript,
    Script serverScript,
    boolean established,
    Settings.Network network,
    Time time) {

  /** All but the count of segments, by which hardly two runs would ever meet in one state. */
  public static final Set<Settings.Ghost> GHOSTS =
      EnumSet.complementOf(EnumSet.of(Settings.Ghost.SENT));

  public static final Script.Instruction CLOSE = Script.Instruction.of(Call.CLOSE);
  public static final Script.Instruction CLOSE_ON_EOF = CLOSE.onEndOfFile();

  /** The server closes first, the client on end of file; nothing is lost; MSL 1, RTO 3. */
  public static TestWorld serverCloses() {
    return new TestWorld(
        Stack.RFC9293,
        Stack.RFC9293,
        Script.of(CLOSE_ON_EOF),
        Script.of(CLOSE),
        true,
        new Settings.Network(0, 0, true, 8, Map.of()),
        new Time(Time.Kind.TICKS, 1, new Retransmission(3, true, 2), 2, 2));
  }

  /** Both ends close when they like. */
  public static TestWorld bothClose() {
    return serverCloses().scripts(Script.of(CLOSE), Script.of(CLOSE));
  }

  /** From the handshake on: one byte each way, then both close when they like. */
  public static TestWorld wholeExchange() {
    return serverCloses()
        .scripts(
            Script.of(
                Script.Instruction.of(Call.OPEN),
                Script.Instruction.send(1).onceConnected(),
                CLOSE.onceReceived(1)),
            Script.of(
                Script.Instruction.of(Call.LISTEN),
                Script.Instruction.send(1).onceConnected().onceReceived(1),
                CLOSE.onceReceived(1)))
        .fromClosed();
  }

  public TestWorld scripts(Script client, Script server) {
    return new TestWorld(clientStack, serverStack, client, server, established, network, time);
  }

  public TestWorld fromClosed() {
    return new TestWorld(
        clientStack, serverStack, clientScript, serverScript, false, network, time);
  }

  public TestWorld stack(Stack both) {
    return new TestWorld(both, both, clientScript, serverScript, established, network, time);
  }

  public TestWorld losing(int count) {
    return network(
        new Settings.Network(
            count, network.duplicate(), network.reorder(), network.room(), Map.of()));
  }

  public TestWorld duplicating(int count) {
    return network(
        new Settings.Network(network.lose(), count, network.reorder(), network.room(), Map.of()));
  }

  public TestWorld inOrder() {
    return network(
        new Settings.Network(
            network.lose(), network.duplicate(), false, network.room(), network.surelyLost()));
  }

  public TestWorld room(int segments) {
    return network(
        new Settings.Network(
            network.lose(),
            network.duplicate(),
            network.reorder(),
            segments,
            network.surelyLost()));
  }

  public TestWorld surelyLosing(SegmentKind kind, int count) {
    return network(
        new Settings.Network(
            network.lose(),
            network.duplicate(),
            network.reorder(),
            network.room(),
            Map.of(kind, count)));
  }

  public TestWorld network(Settings.Network changed) {
    return new TestWorld(
        clientStack, serverStack, clientScript, serverScript, established, changed, time);
  }

  public TestWorld time(Time changed) {
    return new TestWorld(
        clientStack, serverStack, clientScript, serverScript, established, network, changed);
  }

  public TestWorld timeWait(int ticks) {
    return time(time.withTimeWait(ticks));
  }

  public TestWorld untimed(int retransmissions) {
    return time(Time.untimed(retransmissions, true));
  }

  public Settings settings() {
    return new Settings(
            Settings.Hosts.of(
                Settings.Host.plain(Side.CLIENT, clientStack, clientScript, time.finWait2()),
                Settings.Host.plain(Side.SERVER, serverStack, serverScript, time.finWait2())),
            established ? Settings.Start.ESTABLISHED : Settings.Start.CLOSED,
            Settings.SequenceNumbers.farApart(8),
            network,
            time,
            Set.of())
        .remembering(GHOSTS);
  }

  /** A stack that reads TIME-WAIT like this, and is RFC 9293's otherwise. */
  public static Stack reading(TwRestart reading, boolean honorRst) {
    Stack stack = Stack.RFC9293.with(reading);
    return honorRst ? stack : stack.without(Switch.HONOR_RST_IN_TIME_WAIT);
  }

  /** Stacks that differ in all that matters to a close. */
  public static List<Stack> stacks() {
    return List.of(
        Stack.RFC9293,
        Stack.LINUX,
        Stack.LINUX_3_13,
        Stack.FREEBSD,
        rfc793(),
        reading(TwRestart.DUPFIN, true),
        reading(TwRestart.FREEBSD, false));
  }

  /** RFC 9293's stack without its RFC 5961 parts: RFC 793. */
  public static Stack rfc793() {
    return Stack.RFC9293.without(Switch.RFC5961);
  }
}
