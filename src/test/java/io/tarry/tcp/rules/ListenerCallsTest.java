package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.LoneEnd;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.ReopenFromTimeWait;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Listener;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A listener that stays")
class ListenerCallsTest {

  private static final int PEER = LoneEnd.iss(Side.CLIENT);
  private static final int ISS = LoneEnd.iss(Side.SERVER);

  private static LoneEnd listening(Stack stack) {
    LoneEnd end = LoneEnd.of(stack, Side.SERVER, 8, new LoneEnd.Times(2, 1, 4, 6));
    end.listen();
    return end;
  }

  private static LoneEnd asked(Stack stack) {
    LoneEnd end = listening(stack);
    assertThat(end.arrives(PEER, 0, Segment.SYN, 0).rules()).containsExactly(Rule.LISTEN_SYN);
    assertThat(end.state()).isEqualTo(TcpState.SYN_RECEIVED);
    return end;
  }

  private static LoneEnd established(Stack stack) {
    LoneEnd end = asked(stack);
    end.arrives(PEER + 1, ISS + 1, Segment.ACK, 0);
    assertThat(end.state()).isEqualTo(TcpState.ESTABLISHED);
    return end;
  }

  private static LoneEnd inTimeWait(Stack stack) {
    LoneEnd end = established(stack);
    end.call(Script.Instruction.of(Call.SHUTDOWN));
    end.arrives(PEER + 1, ISS + 2, Segment.FIN | Segment.ACK, 0);
    assertThat(end.state()).isEqualTo(TcpState.TIME_WAIT);
    return end;
  }

  @Test
  void takes_all_its_ports_into_listen_and_leaves_the_clients_ends_alone() {
    World world = new World(ServiceWorld.clientComes(2).settings());
    ListenerCalls.listen(world);

    assertThat(world.listening()).isTrue();
    assertThat(world.listener.get(Listener.CALLS)).isEqualTo(1);
    for (End end : world.ends()) {
      boolean server = end.side() == Side.SERVER;
      assertThat(world.tcb(end).state()).isEqualTo(server ? TcpState.LISTEN : TcpState.CLOSED);
      assertThat(world.tcb(end).passive()).isEqualTo(server);
    }
  }

  @Test
  void leaves_a_connection_alone_when_it_opens() {
    World world = new World(ServiceWorld.clientComes(2).settings());
    world.tcb(End.SERVER).set(Tcb.STATE, TcpState.TIME_WAIT);
    ListenerCalls.listen(world);
    assertThat(world.tcb(End.SERVER).state()).isEqualTo(TcpState.TIME_WAIT);
  }

  @Test
  void closed_it_drops_requests_and_leaves_connections_alone() {
    LoneEnd waiting = listening(Stack.LINUX);
    waiting.stopListening();
    assertThat(waiting.listens()).isFalse();
    assertThat(waiting.state()).isEqualTo(TcpState.CLOSED);

    LoneEnd asked = asked(Stack.LINUX);
    asked.stopListening();
    assertThat(asked.state()).isEqualTo(TcpState.CLOSED);
    assertThat(asked.app().position()).as("no application was given it").isZero();

    LoneEnd established = established(Stack.LINUX);
    established.stopListening();
    assertThat(established.state()).isEqualTo(TcpState.ESTABLISHED);
    assertThat(established.app().position()).isEqualTo(1);
  }

  @Test
  void closed_it_leaves_the_clients_connect_alone() {
    World world = new World(ServiceWorld.clientComes(2).settings());
    world.tcb(End.CLIENT).set(Tcb.STATE, TcpState.SYN_RECEIVED);
    world.app(End.CLIENT).set(ERROR, UserError.REFUSED);
    ListenerCalls.stopListening(world);
    assertThat(world.tcb(End.CLIENT).state()).isEqualTo(TcpState.SYN_RECEIVED);
    assertThat(world.app(End.CLIENT).error()).isEqualTo(UserError.REFUSED);
  }

  @Test
  void a_request_that_is_given_up_is_told_to_nobody() {
    LoneEnd end = asked(Stack.RFC9293);
    end.expires(LoneEnd.Alarm.RETRANSMISSION);
    assertThat(end.expires(LoneEnd.Alarm.RETRANSMISSION).rules()).containsExactly(Rule.GIVE_UP);
    assertThat(end.state()).isEqualTo(TcpState.LISTEN);
    assertThat(end.app().error()).isEqualTo(UserError.NONE);
    assertThat(end.app().position()).as("no application was given it").isZero();
  }

  @Test
  void a_request_that_is_reset_is_told_to_nobody() {
    LoneEnd end = asked(Stack.RFC9293);
    end.arrives(PEER + 1, 0, Segment.RST, 0);
    assertThat(end.state()).isEqualTo(TcpState.LISTEN);
    assertThat(end.app().position()).as("no application was given it").isZero();
  }

  @Test
  void a_connection_that_is_given_up_is_told_to_its_application() {
    LoneEnd end = established(Stack.RFC9293);
    end.call(Script.Instruction.of(Call.SHUTDOWN));
    end.expires(LoneEnd.Alarm.RETRANSMISSION);
    assertThat(end.expires(LoneEnd.Alarm.RETRANSMISSION).rules()).containsExactly(Rule.GIVE_UP);
    assertThat(end.app().error()).isEqualTo(UserError.TIMED_OUT);
  }

  @Test
  void an_old_syn_in_time_wait_is_dropped_or_answered_and_a_new_one_opens() {
    assertThat(syn(Stack.FREEBSD.with(ReopenFromTimeWait.RFC6191), 0))
        .containsExactly(Rule.TIME_WAIT_SYN_DROPPED);
    assertThat(syn(Stack.LINUX, 0)).containsExactly(Rule.TIME_WAIT_SYN);
    assertThat(syn(Stack.LINUX, 5)).containsExactly(Rule.TIME_WAIT_REOPENED);
    assertThat(syn(Stack.LINUX, 5, Segment.SYN | Segment.ACK))
        .doesNotContain(Rule.TIME_WAIT_REOPENED);
  }

  private static List<Rule> syn(Stack stack, int beyond) {
    return syn(stack, beyond, Segment.SYN);
  }

  private static List<Rule> syn(Stack stack, int beyond, int flags) {
    return inTimeWait(stack).arrives(PEER + beyond, 0, flags, 0).rules();
  }

  @Test
  void a_connection_out_of_time_wait_begins_above_the_old_one() {
    LoneEnd end = inTimeWait(Stack.LINUX);
    int sndNxt = end.tcb().sndNxt();
    assertThat(end.arrives(PEER + 5, 0, Segment.SYN, 0).sent(0).seq()).isGreaterThan(sndNxt);
  }

  @Test
  void where_the_stack_says_so_a_rst_takes_a_request_back_to_the_time_wait_that_was() {
    LoneEnd end = inTimeWait(Stack.LINUX.with(Switch.RETURN_TO_TIME_WAIT));
    int sndNxt = end.tcb().sndNxt();
    int rcvNxt = end.tcb().rcvNxt();
    end.arrives(PEER + 5, 0, Segment.SYN, 0);
    assertThat(end.arrives(PEER + 6, 0, Segment.RST, 0).rules()).contains(Rule.TIME_WAIT_RETURNED);
    assertThat(end.state()).isEqualTo(TcpState.TIME_WAIT);
    assertThat(end.tcb().sndNxt()).isEqualTo(sndNxt);
    assertThat(end.tcb().rcvNxt()).isEqualTo(rcvNxt);
    assertThat(end.running(LoneEnd.Alarm.TIME_WAIT)).isPresent();
  }
}
