package io.tarry.tcp.symmetry;

/** What a world can have several of that differ only in their names. */
public enum Part {
  /** Connections of one client with one port of the server, which differ in the client's port. */
  CONNECTION,
  /** Processes of one client. */
  PROCESS,
  /** Clients. */
  CLIENT
}
