package io.tarry.packetdrill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts written from the RFCs and from what was seen of kernels. Each names in a comment the
 * stacks that it is true of; the others have to disagree with it.
 */
@DisplayName("Each script of our own")
class OwnSuiteTest {

  private static final Path SCRIPTS = Path.of("src/test/resources/packetdrill");

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void is_true_of_the_stacks_that_it_names_and_of_no_other(Path file)
      throws IOException, PktException {
    PktScript script = PktReader.read(file.getFileName().toString(), Files.readString(file));
    List<String> agreeing = new ArrayList<>();
    List<String> done = new ArrayList<>();
    for (String stack : PktWorld.STACKS.keySet()) {
      PktWorld world = PktWorld.usual(PktWorld.STACKS.get(stack)).as(script);
      ScriptOutcome outcome = Player.run(script, world);
      if (outcome.agrees() && outcome.unsaid().isEmpty()) {
        agreeing.add(stack);
      }
      done.add(stack + ": " + outcome);
    }
    String said = String.valueOf(script.settings().get(PktWorld.AGREES));
    assertThat(agreeing)
        .as(String.join("\n", done))
        .containsExactlyElementsOf(Arrays.asList(said.split(" ", -1)));
  }
}
