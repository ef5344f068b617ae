package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.Topology;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where in which world a section stands, from which the ranges of its fields follow.
 *
 * @param number which of its kind it is: of an end, {@link End#number}; of a clock, its number; ...
 */
record SectionPlace(Settings settings, Topology topology, int number) {

  Time time() {
    return settings.time();
  }

  /** The end that the section belongs to. */
  End end() {
    return End.of(number);
  }

  Side side() {
    return end().side();
  }

  boolean isServer() {
    return side() == Side.SERVER;
  }

  /** How many bytes the application at this end sends at most. */
  int bytes() {
    return settings.bytes(side());
  }

  /** How many bytes the application at the peer sends at most. */
  int peersBytes() {
    return settings.bytes(side().other());
  }

  boolean remembers(Settings.Ghost ghost) {
    return settings.ghosts().contains(ghost);
  }

  boolean remembersPast() {
    return remembers(Settings.Ghost.PAST) && !topology.hasOneConnectionFromTheBeginning();
  }

  boolean remembersIncarnation() {
    return topology.remembersIncarnation() && topology.incarnationsMax() > 0;
  }

  /** Whether the numbers of one connection may reach into those of the next. */
  boolean numbersMayOverlap() {
    return settings.numbersMayOverlap();
  }

  /**
   * The most bytes of that sender that even a wrong TCP can give to its peer: more than there are,
   * so that a TCP that delivers a byte twice can be caught. Where numbers overlap, bytes of all
   * incarnations may follow one another.
   */
  int deliveredMax(Side sender) {
    int bytes = settings.bytes(sender);
    return bytes == 0
        ? 0
        : 2 * bytes + new InitialSequenceNumbers(settings, topology).spanOfPlaces(sender);
  }

  boolean usesStamps() {
    return settings.usesTimestamps();
  }

  /** The largest number that stands for a timestamp. */
  int stampMax() {
    return new Timestamps(settings, topology).keptMax();
  }

  /** Whether some host remembers the peers of connections that it has closed. */
  boolean recycles() {
    return hosts().anyMatch(host -> host.sysctls().twRecycle());
  }

  /** Whether some host's TCP has that switch. */
  boolean has(Switch some) {
    return hosts().anyMatch(host -> host.stack().has(some));
  }

  Stream<Settings.Host> hosts() {
    return Stream.concat(settings.clients().stream(), Stream.of(settings.server()));
  }

  /** The scripts of all applications. */
  Stream<Script> scripts() {
    return hosts().flatMap(host -> host.program().sessions().stream());
  }

  /** How often the retransmission timer can have doubled. */
  int backOffs() {
    return time().backOff() ? time().retransmissionsCounted() : 0;
  }

  List<Settings.Host> clients() {
    return settings.clients();
  }
}
