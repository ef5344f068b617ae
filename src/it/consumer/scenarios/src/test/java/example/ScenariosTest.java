package example;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tarry.junit.ScenarioTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Scenario files where there is no library for pages and pictures. */
class ScenariosTest {

  private static final Path SCENARIOS = Path.of("src/test/scenarios");

  @TestFactory
  Stream<DynamicNode> scenarios() {
    return ScenarioTests.of(SCENARIOS).tests();
  }

  @Test
  void a_failure_is_told_without_a_page(@TempDir Path folder) throws IOException {
    String text = Files.readString(SCENARIOS.resolve("lost-ack.yaml"));
    Path file = Files.writeString(folder.resolve("wrong.yaml"), text.replace("violated", "holds"));
    List<DynamicTest> tests = new ArrayList<>();
    ScenarioTests.of(file).tests().forEach(node -> collect(node, tests));

    AssertionError failure =
        assertThrows(AssertionError.class, () -> tests.get(1).getExecutable().execute());

    String message = failure.getMessage();
    assertTrue(message.startsWith("VIOLATED: last-ack-never-ended-by-rst"), message);
    assertTrue(message.contains("step  tick  client"), message);
    assertTrue(message.contains("no page: it needs com.google.code.gson:gson"), message);
  }

  private static void collect(DynamicNode node, List<DynamicTest> into) {
    if (node instanceof DynamicContainer container) {
      container.getChildren().forEach(child -> collect(child, into));
    } else {
      into.add((DynamicTest) node);
    }
  }
}
