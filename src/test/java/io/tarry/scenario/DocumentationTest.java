package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.property.expression.Parsed;
import io.tarry.property.expression.Vocabulary;
import io.tarry.tcp.Stack;
import io.tarry.tcp.TcpState;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the documentation says of scenario files")
class DocumentationTest {

  private static final Path FORMAT = Path.of("src/site/markdown/scenario-format.md");
  private static final Path README = Path.of("README.md");

  private static List<String> matches(Path page, String regex) throws IOException {
    return Pattern.compile(regex, Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(Files.readString(page))
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  @Test
  void the_example_of_the_format_is_a_scenario() throws IOException {
    String example = matches(FORMAT, "```yaml\n(.*?)```").get(0);
    assertThat(ScenarioReader.read("example.yaml", example)).isInstanceOf(Reading.Good.class);
  }

  @Test
  void the_example_of_the_readme_is_a_scenario() throws IOException {
    String example = matches(README, "^(    title:.*?)\n\n").get(0).replaceAll("(?m)^    ", "");
    assertThat(ScenarioReader.read("example.yaml", example)).isInstanceOf(Reading.Good.class);
  }

  @Test
  void the_table_of_properties_is_the_catalogue() throws IOException {
    List<String> rows = matches(FORMAT, "^(\\| `[a-z0-9-]+-[a-z0-9-]+` \\|[^\n]*\\|)$");
    assertThat(rows)
        .containsExactlyElementsOf(Catalogue.all().stream().map(DocumentationTest::row).toList());
  }

  private static String row(Claim claim) {
    return "| `%s` | %s | %s |".formatted(claim.id(), claim.sentence(), claim.source());
  }

  @Test
  void the_tables_of_the_language_are_its_vocabulary() throws IOException {
    String page = Files.readString(FORMAT);
    for (Vocabulary.Entry entry : Vocabulary.questions()) {
      String row = "| `%s` | %s | %s |".formatted(entry.form(), type(entry), entry.meaning());
      assertThat(page).contains(row);
    }
    Vocabulary.words()
        .forEach((group, words) ->
            words.forEach((word, meaning) ->
                assertThat(page).contains("| %s | `%s` | %s |".formatted(group, word, meaning))));
    String states =
        Stream.of(TcpState.values()).map(s -> "`" + s + "`").collect(Collectors.joining(", "));
    assertThat(page).contains(states);
    int rows = Vocabulary.questions().size();
    assertThat(matches(FORMAT, "^\\| (`(?:END|network|step)[^`]*`) \\|")).hasSize(rows);
  }

  private static String type(Vocabulary.Entry entry) {
    return entry.type().label().replaceFirst("an? ", "");
  }

  @Test
  void every_example_of_the_language_is_an_expression() throws IOException {
    String language = matches(FORMAT, "## Properties of your own(.*)").get(0);
    List<String> examples =
        Pattern.compile("`([^`]*)` \\|$", Pattern.MULTILINE)
            .matcher(language)
            .results()
            .map(result -> result.group(1))
            .toList();
    assertThat(examples).hasSizeGreaterThan(Vocabulary.questions().size());
    assertThat(examples)
        .allSatisfy(text -> assertThat(Parsed.of(text)).isInstanceOf(Parsed.Good.class));
    for (Vocabulary.Entry entry : Vocabulary.questions()) {
      String begin = entry.form().replace("END", "").replaceAll(" [A-Z]+$", "");
      assertThat(examples).as(entry.form()).anyMatch(example -> example.contains(begin));
    }
  }

  @Test
  void the_table_of_switches_has_each_with_its_value_in_each_stack() throws Exception {
    String page = Files.readString(FORMAT);
    for (RecordComponent component : Stack.class.getRecordComponents()) {
      String row =
          "| `%s` | %s | %s |"
              .formatted(
                  component.getName(),
                  word(component.getAccessor().invoke(Stack.RFC9293)),
                  word(component.getAccessor().invoke(Stack.LINUX)));
      assertThat(page).contains(row);
    }
  }

  private static String word(Object value) {
    return value instanceof Enum<?> constant ? Words.wordFor(constant) : value.toString();
  }

  @Test
  void every_link_of_the_readme_leads_somewhere() throws IOException {
    try (Stream<MatchResult> links =
        Pattern.compile("\\]\\(([^)]+)\\)").matcher(Files.readString(README)).results()) {
      assertThat(links.map(link -> Path.of(link.group(1))))
          .isNotEmpty()
          .allSatisfy(path -> assertThat(path).exists());
    }
  }
}
