package io.tarry.report.files;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.wire.Capture;
import io.tarry.wire.PcapngWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Captures of runs that were played on a kernel: a file for each host of each run. */
public final class LabCaptures {

  private final Path folder;
  private final FileNames names = new FileNames();

  /** In that folder. */
  public LabCaptures(Path folder) {
    this.folder = folder;
  }

  /** Writes the captures of a run, by the names of the hosts where they were made. */
  public synchronized void write(
      CaseResult result, PropertyResult property, Map<String, Capture> byHost) throws IOException {
    String scenario = names.folder(result.scenario().file());
    String ofCase =
        Objects.requireNonNull(FileNames.cases(result.scenario()).get(result.caseName()));
    Files.createDirectories(folder);
    for (Map.Entry<String, Capture> each : byHost.entrySet()) {
      String file =
          "%s.%s.%s.%s.pcapng".formatted(scenario, ofCase, property.claim().id(), each.getKey());
      Files.write(folder.resolve(file), PcapngWriter.write(each.getValue()));
    }
  }
}
