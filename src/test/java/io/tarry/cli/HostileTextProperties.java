package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.tarry.scenario.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a file and its name hold, nothing of it is obeyed or hidden where Tarry shows it. */
class HostileTextProperties {

  private static Path folder = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("tarry-hostile-text");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    CommandRun.removeAll(folder);
  }

  @Property(tries = 25)
  void is_shown_escaped_in_all_that_is_written(
      @ForAll("texts") List<String> texts, @ForAll("fileNames") String name) throws IOException {
    Path file = write(name, scenario(texts));
    Path out = Files.createTempDirectory(folder, "out");

    CommandRun check = run("check", file, "--quiet", "--no-render", "--out=" + out);
    CommandRun json = run("check", file, "--quiet", "--no-render", "--json", "--out=" + out);
    CommandRun explain = run("explain", file);

    assertThat(check.exit()).as(check.err()).isEqualTo(ExitCode.UNEXPECTED.number());
    assertShown(check);
    assertShown(json);
    assertShown(explain);
    assertThat(
            JsonParser.parseString(json.out())
                .getAsJsonObject()
                .getAsJsonArray("results")
                .get(0)
                .getAsJsonObject()
                .get("case")
                .getAsString())
        .isEqualTo(texts.get(3));
    try (Stream<Path> files = Files.walk(out)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        assertSeen(Files.readString(each));
        assertThat(out.relativize(each).toString()).matches("[ -~]+");
      }
    }
  }

  @Property(tries = 50)
  void is_shown_escaped_in_complaints(
      @ForAll("texts") List<String> texts, @ForAll("fileNames") String name) throws IOException {
    Path file = write(name, mistaken(texts));

    CommandRun unread = run("check", file, "--no-render", "--out=" + folder.resolve("out"));
    CommandRun unknown = run("check", folder.resolve(name + "x"));
    Path good = write("good", scenario(texts));
    CommandRun option = run("check", good, "--case", texts.get(1) + "?");
    CommandRun path = run("check", good, texts.get(0));

    assertThat(unread.exit()).isEqualTo(ExitCode.WRONG_INPUT.number());
    assertShown(unread);
    assertShown(unknown);
    assertThat(option.err()).contains("there is no case");
    assertShown(option);
    assertShown(path);
  }

  private static CommandRun run(String verb, Path file, String... options) {
    List<String> all = new ArrayList<>(List.of(verb, file.toString()));
    all.addAll(List.of(options));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text);
  }

  private static String scenario(List<String> texts) {
    return """
    title: %s
    question: %s
    source: %s
    start: established
    connection: { client: [close], server: [close on eof] }
    time: { kind: ticks, msl: 1, rto: 3, timeWait: 2 }
    properties: { own: { never: client.state == TIME_WAIT, says: %s } }
    cases: { %s: { expect: { own: holds } } }
    """
        .formatted(
            quoted(texts.get(0)),
            quoted(texts.get(1)),
            quoted(texts.get(2)),
            quoted(texts.get(4)),
            quoted(texts.get(3)));
  }

  /** With a text where a word belongs, in as many places as there are kinds of complaint. */
  private static String mistaken(List<String> texts) {
    String word = quoted("\u001b" + texts.get(0));
    return """
    title: %s
    question: q
    %s: 1
    start: %s
    window: %s
    connection: { client: [%s, close], server: [close, %s] }
    properties: { %s: { never: %s }, own: { always: %s } }
    expect: { %s: holds, own: %s }
    cases: { %s: { change: { %s: 1 } } }
    """
        .replace("%s", word);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append("\\U%08x".formatted(c)));
    return quoted.append('"').toString();
  }

  private static void assertShown(CommandRun run) {
    assertThat(run.exit()).as(run.err()).isNotEqualTo(ExitCode.DEFECT.number());
    assertSeen(run.out());
    assertSeen(run.err());
  }

  private static void assertSeen(String text) {
    assertThat(Printable.lines(text)).isEqualTo(text);
  }

  /** Five, none of them blank; without control characters, which no text may have. */
  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<Integer> hostile =
        Arbitraries.of(
            0x200b, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069, 0xad, 0x61c, 0xfeff, 0x3164,
            0xe000, 0x378, 0xe0041, 0x1d173, 0x1f600, 0xe4, 0x6570, 0x5d0, 0x301, 0x22, 0x5c, 0x3c);
    Arbitrary<Integer> plain = Arbitraries.integers().between('a', 'z');
    return Arbitraries.oneOf(hostile, plain)
        .list()
        .ofMinSize(1)
        .ofMaxSize(90) // escaped, a key of YAML has 1024 characters at most
        .map(points -> "x" + points.stream().map(Character::toString).reduce("", String::concat))
        .list()
        .ofSize(5);
  }

  @Provide
  Arbitrary<String> fileNames() {
    return Arbitraries.of(
            "\u001b[31m", "\u202e", "\u0007", "a", ".", "-", "\u00e4", "\n", "\t", " ")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(parts -> "n" + String.join("", parts));
  }
}
