package io.tarry.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.report.drawing.Graphviz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The state diagram of the pages")
class StateDiagramTest {

  @Test
  void is_what_graphviz_draws() throws IOException {
    String drawn = Graphviz.svg(resource("states.dot"));
    Path copy = Files.createDirectories(Path.of("target")).resolve("states.svg");
    Files.writeString(copy, drawn);
    assertThat(resource("states.svg"))
        .as("what the DOT file gives now is in " + copy)
        .isEqualTo(drawn);
  }

  private static String resource(String name) throws IOException {
    try (var in = StateDiagramTest.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
