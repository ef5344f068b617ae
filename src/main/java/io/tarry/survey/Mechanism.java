package io.tarry.survey;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** What keeps one connection from harming the next, and how a world is without it. */
public enum Mechanism {
  TIME_WAIT("TIME_WAIT", ImmutableMap.of("time.timeWait", "0")),
  IGNORING_RST("ignoring RST in TIME_WAIT", onBoth("honorRstInTimeWait", "true")),
  SEQUENCE_CHECK("the check of sequence numbers", onBoth("takesBytesOfAnySeq", "true")),
  TIMESTAMPS("timestamps", onBoth("sysctl.tcp_timestamps", "0")),
  INCREASING_ISN("increasing ISN", onBoth("isn", "constant")),
  CHOICE_OF_PORTS(
      "a choice of local ports",
      ImmutableMap.of("hosts.client.sysctl.ip_local_port_range", "[40000, 40000]"));

  private final String label;
  private final ImmutableMap<String, String> off;

  Mechanism(String label, ImmutableMap<String, String> off) {
    this.label = label;
    this.off = off;
  }

  private static ImmutableMap<String, String> onBoth(String key, String value) {
    return ImmutableMap.of("hosts.client." + key, value, "hosts.server." + key, value);
  }

  /** What to call it. */
  public String label() {
    return label;
  }

  /** Whether no TCP is without it, so that it stays on where the others are off. */
  boolean isInEveryTcp() {
    return this == SEQUENCE_CHECK;
  }

  /** The settings without it, as a case of a scenario changes them. */
  public Map<String, String> off() {
    return off;
  }
}
