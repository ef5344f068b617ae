package io.tarry.lab;

import io.tarry.check.Story;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.wire.Packet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes the connection that some worlds have when a run begins. */
final class FirstConnection {

  private final Plan plan;
  private final LabNetwork network;
  private final Users users;
  private final SegmentComparison segments;

  FirstConnection(Plan plan, LabNetwork network, Users users, SegmentComparison segments) {
    this.plan = plan;
    this.network = network;
    this.users = users;
    this.segments = segments;
  }

  /** Makes the connection that is there when the run begins, without loss. */
  void establish(Endpoint client, Endpoint server)
      throws IOException, DiffersException, LabNetwork.Stopped {
    int iss = plan.initialNumbers(client.end).first();
    int irs = plan.initialNumbers(server.end).first();
    boolean asks = plan.settingsOf(client.host).sysctls().timestamps();
    boolean both = asks && plan.settingsOf(server.host).sysctls().timestamps();
    Optional<Integer> clientStamp = asks ? Optional.of(stampAtStart(client)) : Optional.empty();
    Optional<Integer> serverStamp = both ? Optional.of(stampAtStart(server)) : Optional.empty();
    users.connectFirst(client);
    pass(segment(client, List.of(Story.Flag.SYN), iss, 0, clientStamp), client);
    pass(
        segment(server, List.of(Story.Flag.SYN, Story.Flag.ACK), irs, iss + 1, serverStamp),
        server);
    pass(
        segment(
            client, List.of(Story.Flag.ACK), iss + 1, irs + 1, both ? clientStamp : serverStamp),
        client);
    long until = System.nanoTime() + WaitingTimes.ANSWER.toNanos();
    while (!server.hasDescriptor() && System.nanoTime() < until) {
      users.accept(server, 1);
      WaitingTimes.pause();
    }
  }

  private int stampAtStart(Endpoint end) {
    TimestampClock clock = plan.settingsOf(end.host).clock();
    List<Integer> ports = plan.settingsOf(end.host).ports();
    return end.end.side() == Side.SERVER
        ? clock.ahead()
        : clock.ahead() - clock.portsApart() * ports.indexOf(end.connection.clientPort());
  }

  private static Story.Segment segment(
      Endpoint from, List<Story.Flag> flags, int seq, int ack, Optional<Integer> stamp) {
    return new Story.Segment(from.connection, flags, seq, ack, 0, stamp, 0);
  }

  private void pass(Story.Segment segment, Endpoint from)
      throws IOException, DiffersException, LabNetwork.Stopped {
    Packet packet = segments.await(0, from, segment, WaitingTimes.ANSWER);
    network.deliver(from, packet, segment);
  }
}
