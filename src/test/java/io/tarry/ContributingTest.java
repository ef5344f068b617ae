package io.tarry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The pages for contributors")
class ContributingTest {

  private static final String CONTRIBUTING = "CONTRIBUTING.md";

  private static Set<String> found(String page, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(Path.of(page)))
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The classes of the program and of its tests, by the names of their files. */
  private static Set<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void name_classes_that_there_are() throws IOException {
    Set<String> named = found(CONTRIBUTING, "`([A-Z][a-z]\\w*)`");

    assertThat(named).hasSizeGreaterThan(30);
    assertThat(classes()).containsAll(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {CONTRIBUTING, "src/site/markdown/releasing.md"})
  void name_files_that_there_are(String page) throws IOException {
    Set<String> named =
        found(page, "`((?:src|models|reports|\\.ci)(?:/[\\w./-]+)?|[\\w./]*\\.(?:md|xml))`");

    assertThat(named).hasSizeGreaterThan(1).allSatisfy(name -> assertThat(Path.of(name)).exists());
    for (String link : found(page, "\\]\\(([^)]+)\\)")) {
      assertThat(Path.of(link)).exists();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CONTRIBUTING, "src/site/markdown/releasing.md"})
  void name_profiles_that_there_are(String page) throws IOException {
    Set<String> named = found(page, "mvn -P '?([a-z]+)");

    assertThat(named).isNotEmpty();
    assertThat(found("pom.xml", "<profile>\\s*<id>([^<]+)</id>")).containsAll(named);
  }
}
