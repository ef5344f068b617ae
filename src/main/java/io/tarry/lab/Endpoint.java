package io.tarry.lab;

import io.tarry.check.Story;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Script;
import java.util.ArrayList;
import java.util.List;

/** One end of a connection while a run is played: what its host, its peer and its user know. */
final class Endpoint {

  static final int NO_DESCRIPTOR = -1;

  /** A byte of text says which byte it is, and of which connection, which has at most this many. */
  private static final int BYTES_OF_ONE = 16;

  final int host;
  final End end;
  final FourTuple connection;
  final SocketTable.Ends ends;

  /** Its sequence numbers, as its own kernel counts them. */
  final SequenceTranslation own;

  /** Its sequence numbers, as its peer's kernel has seen them. */
  final SequenceTranslation seen;

  final TimestampTranslation stamps = new TimestampTranslation();

  /** What it has sent since its last SYN and would send again. */
  final List<Story.Segment> sent = new ArrayList<>();

  int descriptor = NO_DESCRIPTOR;

  /** Whether its user has closed, though the kernel does not know yet. */
  boolean closed;

  Script script = new Script(List.of());
  int position;
  private int incarnation;
  private int bytesSent;
  private int bytesRead;

  /**
   * Makes an end where nothing has happened yet.
   *
   * @param ends the ends of the connection, as its host names them
   * @param seen its sequence numbers, as its peer's kernel has seen them, also from another host
   *     that had the connection before it
   */
  Endpoint(
      int host,
      End end,
      FourTuple connection,
      SocketTable.Ends ends,
      SequenceTranslation own,
      SequenceTranslation seen) {
    this.host = host;
    this.end = end;
    this.connection = connection;
    this.ends = ends;
    this.own = own;
    this.seen = seen;
  }

  boolean hasDescriptor() {
    return descriptor != NO_DESCRIPTOR;
  }

  /** Begins another connection there, the n-th of its 4-tuple. */
  void begin(Script itsScript, int itsPosition, int itsIncarnation) {
    script = itsScript;
    position = itsPosition;
    incarnation = itsIncarnation;
    closed = false;
    bytesSent = 0;
    bytesRead = 0;
  }

  int incarnation() {
    return incarnation;
  }

  /** The next bytes that the user sends. */
  byte[] text(int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = text(incarnation, bytesSent++);
    }
    return text;
  }

  private static byte text(int incarnation, int number) {
    return (byte) (incarnation * BYTES_OF_ONE + number);
  }

  /** Which byte of its connection this is, as {@link Story.ReadByte} counts. */
  static int number(byte text) {
    return (text & 0xff) % BYTES_OF_ONE;
  }

  /** Of which connection of its 4-tuple this byte is, from 1. */
  static int incarnation(byte text) {
    return (text & 0xff) / BYTES_OF_ONE;
  }

  /** How many bytes the user has to read before it makes its call number {@code position}. */
  int bytesToRead() {
    int needed = script.bytesReadBefore(Math.min(position + 1, script.instructions().size()));
    return needed == Integer.MAX_VALUE ? needed : Math.max(0, needed - bytesRead);
  }

  void hasRead(int bytes) {
    bytesRead += bytes;
  }
}
