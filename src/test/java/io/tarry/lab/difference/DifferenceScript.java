package io.tarry.lab.difference;

import io.tarry.tcp.LoneEnd;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A difference as a script of packetdrill, which says what the kernel does: {@code tarry replay
 * --stack linux,kernel} plays it to both.
 */
public final class DifferenceScript {

  private static final String LATER = "+.01";
  private static final int PEERS_WINDOW = 65_535;

  private static final Map<TcpState, String> STATES =
      Map.of(
          TcpState.SYN_SENT, "TCP_SYN_SENT",
          TcpState.SYN_RECEIVED, "TCP_SYN_RECV",
          TcpState.ESTABLISHED, "TCP_ESTABLISHED",
          TcpState.FIN_WAIT_1, "TCP_FIN_WAIT1",
          TcpState.FIN_WAIT_2, "TCP_FIN_WAIT2",
          TcpState.CLOSE_WAIT, "TCP_CLOSE_WAIT",
          TcpState.CLOSING, "TCP_CLOSING",
          TcpState.LAST_ACK, "TCP_LAST_ACK",
          TcpState.TIME_WAIT, "TCP_TIME_WAIT");

  private final Difference difference;
  private final Side side;
  private final int descriptor;

  /** The number of the peer's SYN, as a rule. */
  private final int peersFirst;

  private final StringBuilder out = new StringBuilder();

  private DifferenceScript(Difference difference) {
    this.difference = difference;
    side = difference.sequence().setting().side();
    descriptor = side == Side.SERVER ? 4 : 3;
    peersFirst = LoneEnd.iss(side.other()) + 1;
  }

  /** The script; none of a sequence with timestamps or two connections, which no script has. */
  public static Optional<String> of(Difference difference, Stack stack) {
    return difference.sequence().setting().timestamps()
        ? Optional.empty()
        : new DifferenceScript(difference).script(stack);
  }

  private Optional<String> script(Stack stack) {
    Setting setting = difference.sequence().setting();
    out.append("// In ").append(difference.before().says()).append(": ");
    out.append(difference.step()).append('\n');
    out.append("// The model:  ").append(difference.modelSays()).append('\n');
    out.append("// The kernel: ").append(difference.kernelSays()).append('\n');
    out.append("// tarry: window = ").append(View.WINDOW).append("\n\n");
    if (setting.rfc1337()) {
      out.append("`sysctl -q net.ipv4.tcp_rfc1337=1`\n");
    }
    ModelEnd model = new ModelEnd(setting, stack);
    begin();
    sent(model.begin(), model.view());
    int iss = model.view().iss();
    List<Step> steps = difference.sequence().steps();
    for (int i = 0; i < steps.size(); i++) {
      View before = model.view();
      Answer expected = model.does(steps.get(i));
      if (model.view().iss() != iss) {
        return Optional.empty();
      }
      Answer answer = i == steps.size() - 1 ? difference.kernel() : expected;
      happens(steps.get(i), before, answer);
      sent(answer, model.view());
      if (side == Side.SERVER && model.view().user() && !before.user()) {
        line("+0", "accept(3, ..., ...) = 4");
      }
      if (STATES.containsKey(answer.state())) {
        line("+0", "%{ assert tcpi_state == " + STATES.get(answer.state()) + " }%");
      }
    }
    return Optional.of(out.toString());
  }

  private void begin() {
    line("0", "socket(..., SOCK_STREAM, IPPROTO_TCP) = 3");
    if (side == Side.SERVER) {
      line("+0", "setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0");
      line("+0", "bind(3, ..., ...) = 0");
      line("+0", "listen(3, 1) = 0");
    } else {
      line("+0", "fcntl(3, F_GETFL) = 0x2 (flags O_RDWR)");
      line("+0", "fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0");
      line("+0", "connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)");
    }
  }

  private void happens(Step step, View before, Answer answer) {
    out.append('\n');
    if (step instanceof Step.Arrival arrival) {
      int ack = arrival.has(Segment.ACK) ? before.ack(arrival) - before.iss() : 0;
      int seq = before.seq(arrival) - peersFirst;
      String options = arrival.has(Segment.SYN) ? " <mss 1460>" : "";
      String segment = segment(arrival.flags(), seq, arrival.text(), ack);
      line(LATER, "< " + segment + " win " + PEERS_WINDOW + options);
    } else if (step instanceof Step.Call call) {
      line(LATER, call(call, answer.result()));
    }
  }

  private String call(Step.Call call, String result) {
    String returns = result.matches("\\d+") ? result : "-1 " + result;
    return switch (call.kind()) {
      case SEND -> "write(%d, ..., %d) = %s".formatted(descriptor, call.bytes(), returns);
      case RECEIVE -> "read(%d, ..., %d) = %s".formatted(descriptor, call.bytes(), returns);
      case SHUTDOWN -> "shutdown(%d, SHUT_WR) = %s".formatted(descriptor, returns);
      case SO_ERROR ->
          "getsockopt(%d, SOL_SOCKET, SO_ERROR, [%s], [4]) = 0".formatted(descriptor, result);
      case CLOSE -> "close(%d) = 0".formatted(descriptor);
      case ABORT ->
          "setsockopt(%d, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0\n+0 close(%d) = 0"
              .formatted(descriptor, descriptor);
      case STOP_LISTENING -> "close(3) = 0";
    };
  }

  private void sent(Answer answer, View after) {
    for (Sent each : answer.sent()) {
      boolean ofNothing = each.has(Segment.RST) && each.has(Segment.ACK) && each.seq() == 0;
      int seq = ofNothing ? 0 : each.seq() - after.iss();
      int ack = each.has(Segment.ACK) ? each.ack() - peersFirst : 0;
      String options = each.has(Segment.SYN) ? " <...>" : "";
      line("+0", "> " + segment(each.flags(), seq, each.text(), ack) + options);
    }
  }

  private static String segment(int flags, int seq, int text, int ack) {
    String letters =
        ((flags & Segment.SYN) != 0 ? "S" : "")
            + ((flags & Segment.FIN) != 0 ? "F" : "")
            + ((flags & Segment.RST) != 0 ? "R" : "")
            + (text > 0 ? "P" : "")
            + ((flags & Segment.ACK) != 0 ? "." : "");
    String acknowledges = (flags & Segment.ACK) != 0 ? " ack " + unsigned(ack) : "";
    return "%s %s:%s(%d)%s"
        .formatted(
            letters.isEmpty() ? "-" : letters,
            unsigned(seq),
            unsigned(seq + text),
            text,
            acknowledges);
  }

  private static String unsigned(int number) {
    return Integer.toUnsignedString(number);
  }

  private void line(String time, String text) {
    out.append(time).append(' ').append(text).append('\n');
  }
}
