package io.tarry.tcp.settings;

/** What a user may ask of TCP. Source: RFC 9293 section 3.9.1. */
public enum Call {
  /** OPEN, active: connect(). */
  OPEN("connect()"),
  /** OPEN, passive: listen(). */
  LISTEN("listen()"),
  /** SEND. */
  SEND("send()"),
  /** RECEIVE of what has arrived; a step of its own only at the end of a script. */
  RECEIVE("recv()"),
  /** CLOSE: nothing more to send and, with sockets, nothing more to read. */
  CLOSE("close()"),
  /** CLOSE of the sending side only: shutdown(SHUT_WR). */
  SHUTDOWN("shutdown()"),
  /** ABORT: SO_LINGER 0 and close(). */
  ABORT("abort()");

  private final String label;

  Call(String label) {
    this.label = label;
  }

  /** The name of the socket call. */
  public String label() {
    return label;
  }
}
