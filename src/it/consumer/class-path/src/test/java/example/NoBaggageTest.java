package example;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who depends on Tarry gets Tarry, and none of the libraries that its commands need. */
class NoBaggageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.google.common.base.Splitter",
        "com.google.gson.Gson",
        "org.jspecify.annotations.NullMarked",
        "org.slf4j.LoggerFactory",
        "org.slf4j.nop.NOPServiceProvider",
        "org.snakeyaml.engine.v2.api.Load",
        "picocli.CommandLine"
      })
  void a_library_is_not_there(String one) {
    assertThrows(ClassNotFoundException.class, () -> Class.forName(one));
  }
}
