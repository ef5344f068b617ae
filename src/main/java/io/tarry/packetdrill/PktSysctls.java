package io.tarry.packetdrill;

import io.tarry.packetdrill.PktScript.Statement;
import io.tarry.packetdrill.PktScript.Sysctl;
import io.tarry.tcp.settings.Switch;
import java.util.regex.Pattern;

/** What the sysctls that a script sets change in its world. */
final class PktSysctls {

  private static final long SECOND = 1_000_000;

  /** Settings of kernels that have nothing to do with opening and closing. */
  private static final Pattern WITHOUT_EFFECT =
      Pattern.compile(
          ".*(?:sack|ecn|hostcache|sockbuf|recvspace|sendspace|rmem|wmem|rfc1323|timestamps"
              + "|blackhole|cwnd|congestion|invalid_ratelimit|metrics|tso|autocork|pacing"
              + "|rexmit_initial|fastopen|mtu|window_scaling|qdisc).*");

  private PktSysctls() {}

  /**
   * The world with all sysctls of the script.
   *
   * @throws PktException if one of them is not known
   */
  static PktWorld after(PktScript script, PktWorld usual) throws PktException {
    PktWorld world = usual;
    for (Statement statement : script.statements()) {
      if (statement instanceof Sysctl sysctl) {
        world = after(sysctl, world, script);
      }
    }
    return world;
  }

  private static PktWorld after(Sysctl sysctl, PktWorld world, PktScript script)
      throws PktException {
    String name = sysctl.name().replace("net.ipv4.", "");
    return switch (name) {
      case "tcp_rfc1337" ->
          world.on(
              sysctl.value().equals("0")
                  ? world.stack().with(Switch.HONOR_RST_IN_TIME_WAIT)
                  : world.stack().without(Switch.HONOR_RST_IN_TIME_WAIT));
      case "tcp_fin_timeout" -> world.withFinWait2(Long.parseLong(sysctl.value()) * SECOND);
      default -> {
        if (!WITHOUT_EFFECT.matcher(name).matches()) {
          throw PktException.unsupported(
              script.file(), sysctl.place(), "the setting " + sysctl.name());
        }
        yield world;
      }
    };
  }
}
