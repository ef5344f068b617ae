package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

@DisplayName("The version")
class VersionTest {

  private static final Path POM = Path.of("pom.xml");
  private static final Path CHANGES = Path.of("CHANGELOG.md");
  private static final String NOT_YET_RELEASED = "-SNAPSHOT";

  /** Where people would write it down a second time. */
  private static final List<String> PLACES =
      List.of(
          ".ci",
          ".github",
          "CONTRIBUTING.md",
          "README.md",
          "SECURITY.md",
          "models",
          "src",
          "tarry");

  private static String ofThePom() throws Exception {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(POM.toFile())
            .getDocumentElement();
    for (Node node = project.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals("version")) {
        return node.getTextContent();
      }
    }
    throw new AssertionError("the POM has no version");
  }

  /** Headings of the list of changes, newest first. */
  private static List<String> changes() throws IOException {
    return Pattern.compile("(?m)^## (.*)$")
        .matcher(Files.readString(CHANGES))
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  @Test
  void is_said_as_the_pom_has_it() throws Exception {
    CommandRun run = CommandRun.of("--version");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo("Tarry " + ofThePom() + System.lineSeparator());
    assertThat(run.err()).isEmpty();
  }

  @Test
  void stands_in_the_pom_alone() throws Exception {
    String number = ofThePom().replace(NOT_YET_RELEASED, "");
    Pattern itself = Pattern.compile("(?<![\\d.])" + Pattern.quote(number) + "(?![\\d]|\\.\\d)");
    for (String place : PLACES) {
      try (Stream<Path> files = Files.walk(Path.of(place))) {
        assertThat(files.filter(Files::isRegularFile).filter(file -> names(itself, file)))
            .as("files in %s that name the version %s", place, number)
            .isEmpty();
      }
    }
    assertThat(Files.readString(POM)).containsOnlyOnce("<version>" + ofThePom() + "</version>");
  }

  private static boolean names(Pattern version, Path file) {
    try { // in ISO 8859-1, which takes any bytes
      return version.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + file, e);
    }
  }

  @Test
  void has_an_entry_in_the_list_of_changes() throws Exception {
    String version = ofThePom();
    List<String> newestFirst = changes();

    if (version.endsWith(NOT_YET_RELEASED)) {
      assertThat(newestFirst).first().isEqualTo("Unreleased");
      assertThat(newestFirst).doesNotContain(version.replace(NOT_YET_RELEASED, ""));
    } else {
      assertThat(newestFirst).first().isEqualTo(version);
    }
  }
}
