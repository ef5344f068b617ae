package io.tarry.junit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page about tests in Java shows its examples as they are compiled and run. */
class JavaPageTest {

  private static final Path PAGE = Path.of("src/site/markdown/java.md");
  private static final Path EXAMPLES = Path.of("src/test/java/io/tarry/junit/examples");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ScenariosTest",
        "Buffer",
        "BufferTest",
        "FaultsProperties",
        "RealBufferProperties"
      })
  void each_example_is_shown_whole(String name) throws IOException {
    String file = Files.readString(EXAMPLES.resolve(name + ".java"));
    String example = file.substring(file.indexOf("/**"));

    assertThat(Files.readString(PAGE)).contains("```java\n" + example + "```\n");
  }

  @Test
  void each_library_that_has_to_be_added_is_one_of_the_build() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String page = Files.readString(PAGE);

    assertThat(page.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("`")[1]))
        .filteredOn(name -> name.contains(":"))
        .hasSizeGreaterThan(4)
        .allSatisfy(name -> {
          String[] parts = name.split(":");
          assertThat(pom).contains("<artifactId>" + parts[1] + "</artifactId>");
          assertThat(pom).contains(">" + parts[2] + "<");
        });
  }
}
