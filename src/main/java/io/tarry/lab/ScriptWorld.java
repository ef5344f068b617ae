package io.tarry.lab;

import io.tarry.packetdrill.PktException;
import io.tarry.packetdrill.PktScript;
import io.tarry.packetdrill.PktScript.Statement;
import io.tarry.packetdrill.PktWorld;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import java.util.HashMap;
import java.util.Map;

/** How a kernel gets the world that a script supposes, as far as it can. */
final class ScriptWorld {

  private static final long SECOND = 1_000_000;
  private static final PktWorld USUAL = PktWorld.usual(Stack.LINUX);

  private ScriptWorld() {}

  /**
   * Refuses a script in which a TIME_WAIT may end that does not last as long as that of a kernel.
   *
   * @throws PktException if it is one
   */
  static void require(PktScript script, PktWorld world) throws PktException {
    boolean other = world.timeWait() != 0 && world.timeWait() != USUAL.timeWait();
    if (other && duration(script) >= world.timeWait()) {
      Statement last = script.statements().get(script.statements().size() - 1);
      throw PktException.unsupported(
          script.file(),
          last.place(),
          ("a script of %d s in which a TIME_WAIT of %d s may end, where that of Linux lasts 60 s,"
                  + " whatever is set")
              .formatted(duration(script) / SECOND, world.timeWait() / SECOND));
    }
  }

  private static long duration(PktScript script) {
    long now = 0;
    long last = 0;
    for (Statement each : script.statements()) {
      now = (each.when().relative() ? now : 0) + each.when().from();
      last = Math.max(last, now);
    }
    return last;
  }

  /** The sysctls that make it so. */
  static Map<String, String> sysctls(PktWorld world) {
    Map<String, String> all = new HashMap<>(Plan.PLAIN);
    if (world.timeWait() == 0) {
      all.put("tcp_max_tw_buckets", "0");
      all.put("tcp_fin_timeout", String.valueOf(Plan.LONG_FIN_TIMEOUT_SECONDS));
    } else if (world.finWait2() != USUAL.finWait2()) {
      all.put("tcp_fin_timeout", String.valueOf(Math.max(1, world.finWait2() / SECOND)));
    }
    if (!world.stack().has(Switch.HONOR_RST_IN_TIME_WAIT)) {
      all.put("tcp_rfc1337", "1");
    }
    if (world.rto().least() == world.rto().most()) {
      all.put("tcp_rto_min_us", String.valueOf(world.rto().least()));
    }
    if (world.retransmissions() != USUAL.retransmissions()) {
      all.putAll(Plan.givingUpAfter(world.retransmissions()));
    }
    return all;
  }
}
