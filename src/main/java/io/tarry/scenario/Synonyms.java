package io.tarry.scenario;

import io.tarry.tcp.settings.SegmentKind;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What people write who know the same thing by another name, and how a scenario calls it. */
final class Synonyms {

  /** Before the names of the sysctls in files and in the output of {@code sysctl}. */
  private static final String SYSCTLS = "net.ipv4.";

  /** The calls of sockets, and the word of a script that makes each. */
  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("connect", "open"),
          Map.entry("accept", "listen"),
          Map.entry("read", "receive"),
          Map.entry("recv", "receive"),
          Map.entry("write", "send"),
          Map.entry("kill", "abort"),
          Map.entry("reset", "abort"),
          Map.entry("repeat", "again"),
          Map.entry("sleep", "wait"));

  private Synonyms() {}

  /** The verb of a script that such a call is. */
  static Optional<String> verb(String written) {
    return Optional.ofNullable(CALLS.get(written));
  }

  /** A key, or a path of keys, with sysctls under the names that a scenario has for them. */
  static String withoutSysctlPrefix(String written) {
    return written.replace(SYSCTLS, "");
  }

  /** The key that is meant where segments are the keys, or a sysctl is written in full. */
  static Optional<String> key(String written, Collection<String> known) {
    String segment = SegmentKind.withFlags(written).map(SegmentKind::label).orElse("");
    return Optional.of(withoutSysctlPrefix(written))
        .filter(known::contains)
        .or(() -> Optional.of(segment).filter(known::contains));
  }

  /** Why a number is not taken where just one is; nothing where there is no more to say. */
  static String whyNoOther(Key.Count key) {
    return key.equals(HostKeys.LINGER)
        ? "; only 0 is modelled, since with more close() sends a FIN as without, and waits for it"
        : "";
  }
}
