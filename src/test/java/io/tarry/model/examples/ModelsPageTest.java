package io.tarry.model.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page about models shows the protocols as they are compiled. */
class ModelsPageTest {

  private static final Path PAGE = Path.of("src/site/markdown/models.md");
  private static final Path EXAMPLES = Path.of("src/test/java/io/tarry/model/examples");
  private static final int LINES_MAX = 60;

  @ParameterizedTest
  @ValueSource(strings = {"AlternatingBit", "TwoPhaseCommit", "BrokenMutex", "LockOrder"})
  void each_protocol_is_shown_whole_and_is_short(String name) throws IOException {
    String file = Files.readString(EXAMPLES.resolve(name + ".java"));
    String protocol = file.substring(file.indexOf("/**"));

    assertThat(Files.readString(PAGE)).contains("```java\n" + protocol + "```\n");
    assertThat(protocol.lines()).hasSizeLessThan(LINES_MAX);
  }
}
