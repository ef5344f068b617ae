package io.tarry.cli;

import io.tarry.bench.Close;
import io.tarry.bench.CloseBench;
import io.tarry.bench.Measurement;
import io.tarry.engine.Cluster;
import io.tarry.engine.LevelAccount;
import io.tarry.engine.Progress;
import io.tarry.engine.SearchSetup;
import io.tarry.engine.Statistics;
import io.tarry.report.table.BenchReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tarry bench close}. */
@Command(
    name = "close",
    description = {
      "Searches a model of connections that close, as large as you like.",
      "Its N connections close over a network that loses, copies and delays segments. "
          + "src/bench has the same model for SPIN and rumur.",
      ""
    },
    usageHelpWidth = 100,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 searched; 2 a wrong command line; 3 a limit was reached first; 70 a defect.",
      "",
      "Examples:",
      "  ./tarry bench close --connections 3 --threads 2 --json",
      "  ./tarry bench close --connections 3 --engine spark --master spark://HOST:7077"
    })
final class BenchCloseCommand implements Callable<Integer> {

  @Option(
      names = "--connections",
      paramLabel = "N",
      required = true,
      converter = Quantities.Count.class,
      description =
          "From 1 to " + Close.CONNECTIONS_MAX + "; 2 has 223,729 states, 3 has 105,823,817.")
  private long connections;

  @Mixin private final BenchFlags flags = new BenchFlags();

  @Mixin private final ClusterFlags engine = new ClusterFlags();

  @Override
  public Integer call() throws Refusal {
    if (connections > Close.CONNECTIONS_MAX) {
      throw new Refusal(
          ExitCode.WRONG_INPUT, "tarry: --connections is at most " + Close.CONNECTIONS_MAX);
    }
    int number = (int) connections;
    engine.requireSensible(flags.search());
    if (engine.isCluster()) {
      return onCluster(number);
    }
    SearchSetup setup = flags.searching();
    Measurement measured =
        flags.measure(
            "close " + number,
            progress -> CloseBench.run(number, flags.threads(), setup, progress));
    return flags.print(BenchReport.ofClose(number, measured, List.of()), measured);
  }

  private int onCluster(int number) throws Refusal {
    List<LevelAccount> levels = new ArrayList<>();
    try (Cluster cluster = engine.open(flags.threads())) {
      Measurement measured =
          flags.measure(
              "close " + number,
              progress -> {
                levels.clear();
                return CloseBench.run(
                    number, cluster, flags.search().limits(), noting(levels, progress));
              });
      return flags.print(BenchReport.ofClose(number, measured, levels), measured);
    }
  }

  private static Progress noting(List<LevelAccount> levels, Progress progress) {
    return new Progress() {
      @Override
      public void begins(Stage stage) {
        progress.begins(stage);
      }

      @Override
      public void at(Statistics soFar, long frontier) {
        progress.at(soFar, frontier);
      }

      @Override
      public void ends(LevelAccount level) {
        levels.add(level);
      }
    };
  }
}
