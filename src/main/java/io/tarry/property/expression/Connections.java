package io.tarry.property.expression;

import io.tarry.tcp.TcpModel;
import io.tarry.tcp.world.World;

/** Asks a question about each connection in turn. */
final class Connections {

  /** The connections of all clients. */
  static final int ANYBODYS = -1;

  private Connections() {}

  /**
   * For how many connections the condition is true.
   *
   * @param client the number of the client whose connections are meant, or {@link #ANYBODYS}
   * @param firstOnly whether to stop at the first
   */
  static int count(TcpModel model, int client, LocalCondition condition, boolean firstOnly) {
    World world = model.after();
    int count = 0;
    for (int i = 0; i < world.connections() && !(firstOnly && count > 0); i++) {
      boolean meant = client == ANYBODYS || world.clientOf(i) == client;
      if (meant && condition.of(model, i)) {
        count++;
      }
    }
    return count;
  }
}
