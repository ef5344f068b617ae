package io.tarry.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Runs of {@code tarry check} that draw nothing, in a folder of their own. */
abstract class CheckRuns {

  /** A scenario of two cases, with one and the same run. */
  static final String GOOD =
      """
      title: A close
      question: Who waits?
      start: established
      connection: { client: [close on eof], server: [close] }
      time: { msl: 1, rto: 3, timeWait: 2 }
      cases:
        one:
          expect: { time-wait-only-at-server: holds }
        two:
          expect: { time-wait-only-at-client: violated }
      """;

  @TempDir Path folder;

  /** Checks with these arguments. */
  final CommandRun check(String... args) {
    List<String> all = new ArrayList<>(List.of("check", "--no-render", "--out"));
    all.add(folder.resolve("reports").toString());
    all.addAll(Arrays.asList(args));
    return CommandRun.of(all.toArray(String[]::new));
  }

  /** Writes a file of that name. */
  final Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** The first result of a run with {@code --json}. */
  static JsonObject result(CommandRun run) {
    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    return json.get("results").getAsJsonArray().get(0).getAsJsonObject();
  }
}
