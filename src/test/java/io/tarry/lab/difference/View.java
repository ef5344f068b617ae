package io.tarry.lab.difference;

import io.tarry.tcp.world.TcpState;

/**
 * What the model's end has before a step: what the numbers of the step count from.
 *
 * @param numbers of its present connection, or of the last one
 * @param user whether an application has a descriptor of the connection
 * @param listening whether there is a listener
 * @param says the state in words, with what else matters: {@code FIN_WAIT_2 orphan}
 */
public record View(TcpState state, Numbers numbers, boolean user, boolean listening, String says) {

  /** ISS, SND.UNA, SND.NXT and RCV.NXT. */
  public record Numbers(int iss, int sndUna, int sndNxt, int rcvNxt) {}

  public int iss() {
    return numbers.iss;
  }

  public int sndNxt() {
    return numbers.sndNxt;
  }

  public int rcvNxt() {
    return numbers.rcvNxt;
  }

  /** RCV.WND of the model. */
  public static final int WINDOW = 30;

  /** How far "long before" and "far beyond" are in the model, for numbers of the peer. */
  static final int PEERS_BEFORE = 60;

  static final int PEERS_BEYOND = 400;

  /** The same for numbers of the end itself. */
  static final int OWN_BEFORE = 60;

  static final int OWN_BEYOND = 150;

  /** How far apart two numbers can be and still be told by their distance. */
  private static final int NEAR = 24;

  /** SEG.SEQ of the segment, in the model. */
  public int seq(Step.Arrival arrival) {
    return seqBase(arrival.seq()) + arrival.seqOffset();
  }

  /** The number that SEG.SEQ counts from, in the model. */
  public int seqBase(Step.Seq from) {
    return switch (from) {
      case RCV_NXT -> numbers.rcvNxt;
      case WINDOW_END -> numbers.rcvNxt + WINDOW;
      case FAR_BEFORE -> numbers.rcvNxt - PEERS_BEFORE;
      case FAR_BEYOND -> numbers.rcvNxt + PEERS_BEYOND;
    };
  }

  /** SEG.ACK of the segment, in the model. */
  public int ack(Step.Arrival arrival) {
    return ackBase(arrival.ack()) + arrival.ackOffset();
  }

  /** The number that SEG.ACK counts from, in the model. */
  public int ackBase(Step.Ack from) {
    return switch (from) {
      case SND_NXT -> numbers.sndNxt;
      case SND_UNA -> numbers.sndUna;
      case ISS -> numbers.iss;
      case FAR_BEFORE -> numbers.iss - OWN_BEFORE;
      case FAR_BEYOND -> numbers.sndNxt + OWN_BEYOND;
    };
  }

  String sayOwn(int number) {
    return number == 0 ? "0" : near("SND.NXT", numbers.sndNxt, number);
  }

  String sayPeers(int number) {
    return number == 0 ? "0" : near("RCV.NXT", numbers.rcvNxt, number);
  }

  private static String near(String name, int from, int number) {
    int distance = number - from;
    if (Math.abs(distance) > NEAR) {
      return String.valueOf(number);
    }
    return distance == 0 ? name : name + (distance > 0 ? "+" : "") + distance;
  }
}
