package io.tarry.cli;

import io.tarry.bench.Close;
import io.tarry.bench.CloseBench;
import io.tarry.bench.Measurement;
import io.tarry.engine.SearchSetup;
import io.tarry.report.table.BenchReport;
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
      "Example:",
      "  ./tarry bench close --connections 3 --threads 2 --json"
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

  @Mixin private final BenchOptions options = new BenchOptions();

  @Override
  public Integer call() throws Refusal {
    if (connections > Close.CONNECTIONS_MAX) {
      throw new Refusal(
          ExitCode.WRONG_INPUT, "tarry: --connections is at most " + Close.CONNECTIONS_MAX);
    }
    int number = (int) connections;
    SearchSetup setup = options.searching();
    Measurement measured =
        options.measure(
            "close " + number,
            progress -> CloseBench.run(number, options.threads(), setup, progress));
    return options.print(BenchReport.ofClose(number, measured), measured);
  }
}
