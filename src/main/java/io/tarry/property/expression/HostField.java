package io.tarry.property.expression;

import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;

/** What can be asked of a host: {@code client.freePorts}. */
enum HostField implements Word {
  FREE_PORTS(
      "freePorts",
      Type.NUMBER,
      "of a client: how many ports connect() could take now, to reach the server's first"),
  TIME_WAITS("timeWaits", Type.NUMBER, "how many sockets in TIME_WAIT it has"),
  REFUSAL("refusal", Type.ERROR, "why its last connect(), bind() or listen() got no socket at all");

  private final String word;
  private final Type type;
  private final String meaning;

  HostField(String word, Type type, String meaning) {
    this.word = word;
    this.type = type;
    this.meaning = meaning;
  }

  /** Its value in a world that the model shows; 0 or none for a client that does not exist. */
  int of(TcpModel model, World world, EndName host) {
    int client = host.client();
    boolean ofServer = host.side() == Side.SERVER;
    return switch (this) {
      case FREE_PORTS -> model.freePorts(world, client);
      case TIME_WAITS -> timeWaits(world, host);
      case REFUSAL -> (ofServer ? world.listenerError() : refusal(world, client)).ordinal();
    };
  }

  private static int timeWaits(World world, EndName host) {
    int count = 0;
    for (int i = 0; i < world.connections(); i++) {
      boolean itsOwn = host.side() == Side.SERVER || world.clientOf(i) == host.client();
      if (itsOwn && world.tcb(End.of(i, host.side())).state() == TcpState.TIME_WAIT) {
        count++;
      }
    }
    return count;
  }

  private static UserError refusal(World world, int client) {
    for (int process = 0; process < world.processes(); process++) {
      if (world.topology().clientOf(process) == client
          && world.refusal(process) != UserError.NONE) {
        return world.refusal(process);
      }
    }
    return UserError.NONE;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  Type type() {
    return type;
  }
}
