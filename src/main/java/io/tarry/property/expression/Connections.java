package io.tarry.property.expression;

import io.tarry.tcp.TcpModel;
import io.tarry.tcp.world.World;

/** Asks the same of one connection after the other. */
final class Connections {

  /** Connections, whoever's they are. */
  static final int ANYBODYS = -1;

  private Connections() {}

  /**
   * Of how many connections it is so.
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
