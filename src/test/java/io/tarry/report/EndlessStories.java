package io.tarry.report;

import static io.tarry.report.StoryBuilder.again;
import static io.tarry.report.StoryBuilder.segment;
import static io.tarry.tcp.settings.End.CLIENT;
import static io.tarry.tcp.settings.End.SERVER;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_1;
import static io.tarry.tcp.world.TcpState.TIME_WAIT;

import io.tarry.check.Story;
import java.util.Map;

/** Stories that go back to a state that they have passed, and so never end. */
public final class EndlessStories {

  private EndlessStories() {}

  public static Story keepsRetransmitting() {
    return StoryBuilder.counterexample()
        .established("rfc9293", 4)
        .ticking()
        .at(CLIENT, "close()", "CLOSE sends FIN", FIN_WAIT_1, segment("FIN,ACK seq=101 ack=301"))
        .lost(1)
        .ticks(3)
        .at(
            CLIENT,
            Stories.RTO,
            "not acknowledged in time",
            FIN_WAIT_1,
            again(segment("FIN,ACK seq=101 ack=301")))
        .lost(2)
        .backTo(3, Map.of())
        .ending("the client waits for ever, and its user is told nothing");
  }

  public static Story waitsThenKeepsWaiting() {
    return StoryBuilder.counterexample()
        .established("rfc9293", 4)
        .ticking()
        .ticks(5)
        .backTo(3, Map.of())
        .ending("nothing happens, for ever");
  }

  /** Both ends hold TIME_WAIT, and answer each ACK by an ACK. */
  public static Story acksForEver() {
    return StoryBuilder.counterexample()
        .established("rfc9293", 4)
        .at(CLIENT, "close()", "FIN", FIN_WAIT_1, segment("FIN,ACK seq=101 ack=301"))
        .at(SERVER, "close()", "FIN", FIN_WAIT_1, segment("FIN,ACK seq=301 ack=101"))
        .arrives(1, "TIME_WAIT", TIME_WAIT, segment("ACK seq=302 ack=102"))
        .arrives(2, "TIME_WAIT", TIME_WAIT)
        .arrives(3, "any segment is acknowledged", TIME_WAIT, segment("ACK seq=102 ack=302"))
        .arrives(4, "any segment is acknowledged", TIME_WAIT, segment("ACK seq=302 ack=102"))
        .backTo(5, Map.of(5, 3))
        .ending("two TIME_WAITs acknowledge each other without end");
  }
}
