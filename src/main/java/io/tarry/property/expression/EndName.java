package io.tarry.property.expression;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.World;
import org.jspecify.annotations.Nullable;

/**
 * An end of a connection, as an expression names it.
 *
 * @param connection the connection's number, from 1; 0 if none is written
 * @param client whose end it is if {@code connection} is 0: the number of the client, from 0
 */
record EndName(int connection, Side side, int client) {

  /** Stands for the connection in question where there is none. */
  static final int NONE = -1;

  static final EndName SERVER = new EndName(0, Side.SERVER, 0);

  static EndName client(int number) {
    return new EndName(0, Side.CLIENT, number);
  }

  static EndName of(int connection, Side side) {
    return new EndName(connection, side, 0);
  }

  /**
   * Whether, within {@code some(...)} and the like, it means the end of the connection in question.
   */
  boolean isOfConnectionSpokenOf() {
    return connection == 0;
  }

  String label() {
    if (connection > 0) {
      return Names.CONNECTION + connection + "." + side.label();
    }
    return client == 0 ? side.label() : side.label() + (client + 1);
  }

  /**
   * The end in that world; null if it has no such connection.
   *
   * @param spokenOf the number of the connection in question, from 0, or {@link #NONE}
   */
  @Nullable End in(World world, int spokenOf) {
    if (connection > 0) {
      return connection <= world.connections() ? End.of(connection - 1, side) : null;
    }
    if (spokenOf != NONE) {
      return End.of(spokenOf, side);
    }
    if (side == Side.SERVER) {
      return End.SERVER;
    }
    if (world.processes() == 1) {
      return client == 0 ? End.CLIENT : null;
    }
    for (int i = 0; i < world.connections(); i++) {
      if (world.clientOf(i) == client) {
        return End.of(i, side);
      }
    }
    return null;
  }
}
