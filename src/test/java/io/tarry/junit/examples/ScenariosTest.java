package io.tarry.junit.examples;

import io.tarry.junit.ScenarioTests;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** All scenario files of a folder. */
class ScenariosTest {

  @TestFactory
  Stream<DynamicNode> scenarios() {
    return ScenarioTests.of(Path.of("src/test/scenarios")).tests();
  }
}
