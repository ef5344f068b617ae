package io.tarry.scenario;

import io.tarry.scenario.ScriptReader.WrittenScript;
import io.tarry.scenario.ScriptWord.Verb;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Settings.Start;
import io.tarry.tcp.steps.Capacity;
import java.util.List;

/** Checks what fits together, as far as that concerns several connections. */
final class ServiceRules {

  private final MapReader top;
  private final MapReader hosts;
  private final ConnectionReader scripts;
  private final Complaints complaints;

  private ServiceRules(
      MapReader top, MapReader hosts, ConnectionReader scripts, Complaints complaints) {
    this.top = top;
    this.hosts = hosts;
    this.scripts = scripts;
    this.complaints = complaints;
  }

  /** Complains about contradictions in that world. */
  static void judge(
      MapReader top,
      MapReader hosts,
      ConnectionReader scripts,
      Settings settings,
      Complaints complaints) {
    ServiceRules rules = new ServiceRules(top, hosts, scripts, complaints);
    rules.refuseWithoutListener(settings);
    rules.refuseWrongWords();
    rules.refuseSessionsWithoutOpen(settings);
    rules.refuseUnknownPorts(settings);
    rules.refuseTooMuch(settings);
    rules.refuseClocksThatDrift(settings);
  }

  private MapReader host(Key.Group key) {
    return hosts.map(key);
  }

  /** Only a listener that stays open can take a second connection, or listen at a second port. */
  private void refuseWithoutListener(Settings settings) {
    WrittenScript server = scripts.server();
    if (!server.sound() || server.keepsListening()) {
      return;
    }
    Place listener = server.first().place();
    if (scripts.client().sound() && (scripts.client().times() > 1 || scripts.hasSecondClient())) {
      Place place =
          scripts.hasSecondClient()
              ? scripts.placeOf(ScenarioKeys.CLIENT_2_SCRIPT)
              : scripts.client().first().place();
      complaints.add(
          complaints.blame(place, listener),
          "there are several connections, so the server begins with 'keep listening'");
    }
    if (settings.clients().get(0).program().processes() > 1) {
      complaints.add(
          complaints.blame(host(ScenarioKeys.CLIENT).placeOf(HostKeys.PROCESSES), listener),
          "there are several processes, so the server begins with 'keep listening'");
    }
    if (settings.server().ports().size() > 1) {
      complaints.add(
          complaints.blame(host(ScenarioKeys.SERVER).placeOf(HostKeys.PORTS), listener),
          "there are several ports, so the server begins with 'keep listening'");
    }
    if (settings.server().program().restarts() > 0) {
      complaints.add(
          complaints.blame(host(ScenarioKeys.SERVER).placeOf(HostKeys.RESTARTS), listener),
          "what restarts is a server that begins with 'keep listening'");
    }
    if (scripts.start() == Start.LISTENING) {
      complaints.add(
          complaints.blame(listener, top.placeOf(ScenarioKeys.START)),
          "a world that starts listening has a server that begins with 'keep listening'");
    }
  }

  private void refuseWrongWords() {
    for (WrittenScript script :
        List.of(scripts.client(), scripts.secondClient(), scripts.server())) {
      boolean server = script.equals(scripts.server());
      for (int i = 0; i < script.words().size(); i++) {
        ScriptWord word = script.words().get(i);
        if (word.verb() == Verb.AGAIN && server) {
          complaints.add(
              word.place(),
              "'again' is a client's; a server that keeps listening goes on by itself");
        } else if (word.verb() == Verb.AGAIN && i + 1 < script.words().size()) {
          complaints.add(word.place(), "'again' is the last word of a script");
        } else if (word.verb() == Verb.KEEP && !server) {
          complaints.add(word.place(), "'keep listening' is the server's");
        } else if (word.verb() == Verb.OPEN && server && script.keepsListening()) {
          complaints.add(word.place(), "a server that keeps listening does not open");
        }
      }
    }
    WrittenScript second = scripts.secondClient();
    if (second.sound() && second.first().verb() != Verb.OPEN) {
      complaints.add(
          second.first().place(),
          "a second client's script begins with 'open'"
              + ConnectionReader.whenItBegins(second.first()));
    }
  }

  /** A script that is repeated has to open a new socket each time. */
  private void refuseSessionsWithoutOpen(Settings settings) {
    WrittenScript client = scripts.client();
    if (!client.sound() || client.first().verb() == Verb.OPEN) {
      return;
    }
    if (client.times() > 1) {
      complaints.add(
          client.words().get(client.words().size() - 1).place(),
          "'again' needs a script that begins with 'open'");
    }
    if (settings.clients().get(0).program().processes() > 1) {
      complaints.add(
          complaints.blame(
              host(ScenarioKeys.CLIENT).placeOf(HostKeys.PROCESSES), client.first().place()),
          "several processes need a script that begins with 'open'");
    }
  }

  private void refuseUnknownPorts(Settings settings) {
    refuseUnknownPorts(settings, scripts.client(), 0);
    if (scripts.hasSecondClient()) {
      refuseUnknownPorts(settings, scripts.secondClient(), settings.nat() ? 0 : 1);
    }
  }

  private void refuseUnknownPorts(Settings settings, WrittenScript script, int whosePool) {
    List<Integer> pool = settings.clients().get(whosePool).ports();
    List<Integer> listening = settings.server().ports();
    Key.Group client = whosePool == 0 ? ScenarioKeys.CLIENT : ScenarioKeys.CLIENT_2;
    MapReader sysctl = host(client).map(HostKeys.CLIENT_SYSCTL);
    boolean soundPool = sysctl.sound(HostKeys.PORT_RANGE);
    boolean soundPorts = host(ScenarioKeys.SERVER).sound(HostKeys.PORTS);
    for (ScriptWord word : script.words()) {
      if (soundPool && word.fromPort() != 0 && !pool.contains(word.fromPort())) {
        Place range = sysctl.placeOf(HostKeys.PORT_RANGE);
        complaints.add(
            complaints.blame(word.place(), range),
            "port %d is not in ip_local_port_range [%d, %d] of the %s"
                .formatted(word.fromPort(), pool.get(0), pool.get(pool.size() - 1), client.name()));
      }
      if (soundPorts && word.toPort() != 0 && !listening.contains(word.toPort())) {
        complaints.add(
            complaints.blame(word.place(), host(ScenarioKeys.SERVER).placeOf(HostKeys.PORTS)),
            "the server listens at %s and not at %d"
                .formatted(
                    Words.alternatives(listening.stream().map(String::valueOf).toList())
                        .replace(" or ", " and "),
                    word.toPort()));
      }
    }
  }

  /**
   * Behind one address, timestamps of one client's clock are compared with those of the other's.
   */
  private void refuseClocksThatDrift(Settings settings) {
    if (!settings.nat() || settings.clients().size() == 1) {
      return;
    }
    int tick = settings.clients().get(0).clock().tick();
    int another = settings.clients().get(1).clock().tick();
    if (tick != another) {
      Place second = host(ScenarioKeys.CLIENT_2).map(HostKeys.CLOCK).placeOf(HostKeys.CLOCK_TICK);
      Place first = host(ScenarioKeys.CLIENT).map(HostKeys.CLOCK).placeOf(HostKeys.CLOCK_TICK);
      complaints.add(
          complaints.blame(second, first),
          "behind a NAT the clocks of both clients have the same tick, not %d and %d"
              .formatted(tick, another));
    }
  }

  private void refuseTooMuch(Settings settings) {
    for (Capacity.Excess excess : Capacity.exceededBy(settings)) {
      int serverPorts = settings.server().ports().size();
      Place script = scripts.placeOf(ScenarioKeys.CLIENT_SCRIPT);
      Place place =
          switch (excess.what()) {
            case CONNECTIONS -> hosts.placeOf(ScenarioKeys.SERVER);
            case INCARNATIONS, SEQUENCE_NUMBERS ->
                complaints.blame(script, scripts.placeOf(ScenarioKeys.CLIENT_2_SCRIPT));
            case PROCESSES -> host(ScenarioKeys.CLIENT).placeOf(HostKeys.PROCESSES);
            case WINDOW -> top.placeOf(ScenarioKeys.WINDOW);
            case MSL -> top.map(ScenarioKeys.TIME).placeOf(ScenarioKeys.MSL);
            case ROOM -> top.map(ScenarioKeys.NETWORK).placeOf(ScenarioKeys.ROOM);
          };
      String problem =
          switch (excess.what()) {
            case CONNECTIONS ->
                "%d ports of clients and %d of the server make %d connections; a world has"
                    .formatted(excess.needed() / serverPorts, serverPorts, excess.needed());
            case INCARNATIONS ->
                "%d sessions can have the same 4-tuple; a world tells apart"
                    .formatted(excess.needed());
            case SEQUENCE_NUMBERS ->
                ("the sessions of a 4-tuple need sequence numbers up to %d, so there are too many of"
                        + " them, or 'isnApart' is too large; a world has numbers of")
                    .formatted(excess.needed());
            case PROCESSES -> "%d processes; a world has".formatted(excess.needed());
            case WINDOW, MSL, ROOM -> "found %d, expected".formatted(excess.needed());
          };
      complaints.add(place, problem + " at most " + excess.most());
    }
  }
}
