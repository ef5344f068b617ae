package io.tarry.jqwik;

import io.tarry.scenario.Draft;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A host.
 *
 * @param stack the name of its stack
 * @param switches in what it differs from that stack
 * @param sysctls its sysctls
 * @param others its other settings (options of its sockets, its timestamp clock, ...), by their
 *     paths below the host
 */
public record HostSettings(
    String stack, Switches switches, Sysctls sysctls, Map<String, Object> others) {

  /** A host that does what RFC 9293 says. */
  public static final HostSettings RFC9293 = ofStack("rfc9293");

  /** Keeps a copy, in order. */
  public HostSettings {
    others = SortedMaps.copyOf(others);
  }

  /** A host with that stack and nothing else. */
  public static HostSettings ofStack(String stack) {
    return new HostSettings(stack, Switches.NONE, Sysctls.NONE, Map.of());
  }

  Draft in(Draft draft, String host) {
    Draft changed = draft.with(List.of("hosts", host, "stack"), stack);
    for (Map.Entry<String, Object> one : switches.changed().entrySet()) {
      changed = changed.with(List.of("hosts", host, one.getKey()), one.getValue());
    }
    for (Map.Entry<String, Object> one : sysctls.set().entrySet()) {
      changed = changed.with(List.of("hosts", host, "sysctl", one.getKey()), one.getValue());
    }
    for (Map.Entry<String, Object> one : others.entrySet()) {
      List<Object> path = new ArrayList<>(List.of("hosts", host));
      path.addAll(Arrays.asList(one.getKey().split("\\.", -1)));
      changed = changed.with(path, one.getValue());
    }
    return changed;
  }
}
