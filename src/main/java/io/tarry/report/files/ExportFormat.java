package io.tarry.report.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.tarry.report.export.CaptureOfRun;
import io.tarry.report.export.Exported;
import io.tarry.report.export.ItfOfRun;
import io.tarry.report.export.ScriptsOfRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A format of other programs, in which each run is written if somebody asks for it. */
public enum ExportFormat {
  /** Scripts for packetdrill, one a host. */
  PACKETDRILL(".client.pkt", ".client2.pkt", ".server.pkt") {
    @Override
    Optional<String> obstacle(Exported run) {
      return ScriptsOfRun.obstacle(run);
    }

    @Override
    Map<String, byte[]> files(Exported run) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      ScriptsOfRun.of(run)
          .forEach((host, script) -> files.put("." + host + ".pkt", script.getBytes(UTF_8)));
      return files;
    }
  },
  /** A capture for Wireshark. */
  PCAPNG(".pcapng") {
    @Override
    Map<String, byte[]> files(Exported run) {
      return Map.of(".pcapng", CaptureOfRun.pcapng(run));
    }
  },
  /** The Informal Trace Format of Apalache. */
  ITF(".itf.json") {
    @Override
    Map<String, byte[]> files(Exported run) {
      return Map.of(".itf.json", ItfOfRun.text(run).getBytes(UTF_8));
    }
  };

  private final ImmutableList<String> endings;

  ExportFormat(String... endings) {
    this.endings = ImmutableList.copyOf(endings);
  }

  /** The word for it on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Why such a run cannot be written, if it cannot. */
  Optional<String> obstacle(Exported run) {
    return Optional.empty();
  }

  /** The files of a run, by their endings. */
  abstract Map<String, byte[]> files(Exported run);

  /** The endings that its files can have. */
  List<String> endings() {
    return endings;
  }
}
