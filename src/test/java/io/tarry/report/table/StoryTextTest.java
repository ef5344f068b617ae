package io.tarry.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Story;
import io.tarry.report.EndlessStories;
import io.tarry.report.SeveralSocketsStories;
import io.tarry.report.Stories;
import io.tarry.report.ladder.Heading;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoryTextTest {

  private static final Heading HEADING =
      new Heading(
          "The outcome",
          "Scenario - case",
          "The claim",
          "VIOLATED",
          "a shortest run that breaks this");

  static Stream<Story> stories() {
    return Stories.all().values().stream();
  }

  @Test
  void reads_like_a_log_of_both_hosts_and_the_network() {
    assertThat(StoryText.of(HEADING, Stories.lostSyn(), false))
        .isEqualTo(
            """
            The outcome
            Scenario - case
            VIOLATED: The claim
            (a shortest run that breaks this)

            step  tick  client (rfc9293)        network                                   server (linux)
                        CLOSED                                                            CLOSED
            1     0                                                                       listen()
                                                                                          => LISTEN
            2     0     connect()               SYN seq=100 --X lost
                        => SYN_SENT
                  ... 5 ticks pass
            8     5     retransmission timer    SYN seq=100 (again) -->
                        expires
            9     5                             SYN seq=100 (again) -->|                  => SYN_RECEIVED
                                                <-- SYN,ACK seq=300 ack=101
            10    5     => ESTABLISHED          |<-- SYN,ACK seq=300 ack=101
                                                ACK seq=101 ack=301 -->
                  ... 1 tick passes
            12    6                             ACK seq=101 ack=301 -->|                  => ESTABLISHED

            4 segments were sent.

            ==> both ends are ESTABLISHED although the first SYN was lost
            """);
  }

  @Test
  void gives_reasons_with_their_source_when_asked() {
    assertThat(StoryText.of(HEADING, Stories.lostSyn(), true))
        .contains("why: not acknowledged in time: sent again [RFC 9293 section 3.10.7.4]");
  }

  @ParameterizedTest
  @MethodSource("stories")
  void no_line_is_wider_than_100_columns(Story story) {
    assertThat(StoryText.of(HEADING, story, true).lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void a_loop_is_between_two_remarks_and_ticks_do_not_run_over_its_beginning() {
    assertThat(StoryText.of(HEADING, EndlessStories.acksForEver(), false))
        .contains(
            """
                  --- from here on again and again:
            5                             |<-- ACK seq=302 ack=102
                                          ACK seq=102 ack=302 -->
            6                             ACK seq=102 ack=302 -->|
                                          <-- ACK seq=302 ack=102
                                          <-- ACK seq=302 ack=102 arrives in the next
                                          turn
                  --- back to step 5, for ever

            5 segments were sent so far.

            ==> two TIME_WAITs acknowledge each other without end
            """);
    assertThat(StoryText.of(HEADING, EndlessStories.waitsThenKeepsWaiting(), false))
        .contains("... 2 ticks pass\n      --- from here on again and again:\n      ... 3 ticks");
  }

  @Test
  void several_clients_have_a_column_each_and_the_nat_stands_in_the_network() {
    assertThat(StoryText.of(HEADING, SeveralSocketsStories.behindNat(), false))
        .contains(
            """
            step  client (linux,    client2 (linux,   network, NAT 192.0.2.1                    \
            server (linux,
                  10.0.0.1)         10.0.0.2)                                                   \
            10.0.1.1)
                  CLOSED            CLOSED                                                      \
            LISTEN
            """)
        .contains(
            """
            13                      retransmission    192.0.2.1:40001 ACK seq=601 ack=801
                                    timer expires     len=1 (again) -->
            """);
  }

  @Test
  void what_is_still_on_its_way_is_listed_last() {
    assertThat(StoryText.of(HEADING, Stories.threeOnTheWay(), false))
        .contains("<-- RST seq=301 still on its way");
  }
}
