package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.property.expression.Names;
import io.tarry.property.expression.Parsed;
import io.tarry.property.expression.Vocabulary;
import io.tarry.tcp.world.TcpState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static List<String> examples() throws IOException {
    return matches(FORMAT, "```yaml\n(.*?)```");
  }

  @Test
  void each_example_of_the_format_is_a_scenario_for_reader_and_editor() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(2);
    assertThat(examples())
        .allSatisfy(example -> {
          assertThat(ScenarioReader.read("example.yaml", example)).isInstanceOf(Reading.Good.class);
          assertThat(EditorSchema.complaints(example)).isEmpty();
        });
  }

  @Test
  void the_examples_of_the_format_have_each_key() throws IOException {
    Set<String> shown = new HashSet<>();
    for (String example : examples()) {
      YamlTree.of(example, new Complaints("example.yaml"))
          .ifPresent(tree -> collect("", tree, shown));
    }
    Set<Key> known = new LinkedHashSet<>();
    Set<Key> exemplified = new HashSet<>();
    ScenarioKeys.FILE
        .paths()
        .forEach(entry -> {
          known.add(entry.getValue());
          if (shown.contains(entry.getKey())) {
            exemplified.add(entry.getValue());
          }
        });
    known.removeAll(exemplified);
    known.removeAll(ScenarioKeys.SURELY_LOST.values()); // one of the kinds is example enough
    assertThat(known).extracting(Key::name).isEmpty();
    Stream.concat(ScenarioKeys.CASES.keys().stream(), ScenarioKeys.PROPERTIES.keys().stream())
        .forEach(key -> assertThat(shown).anyMatch(path -> path.endsWith("." + key.name())));
  }

  /** The paths of all keys; what a case changes counts as a key of the world. */
  private static void collect(String path, Node node, Set<String> paths) {
    if (node instanceof Node.Fields map) {
      for (Node.Field field : map.fields()) {
        String key = path.isEmpty() ? field.key() : path + "." + field.key();
        paths.add(key);
        paths.add(key.replaceFirst("^cases\\..*\\.change\\.", ""));
        collect(key, field.value(), paths);
      }
    }
  }

  @Test
  void the_tables_of_keys_and_words_are_those_of_the_reader() throws Exception {
    String page = Files.readString(FORMAT);
    FormatTables.all()
        .forEach((heading, rows) -> {
          int begin = page.indexOf("## " + heading + "\n");
          assertThat(begin).as(heading).isNotNegative();
          int end = page.indexOf("\n## ", begin);
          String section = page.substring(begin, end < 0 ? page.length() : end);
          List<String> written = section.lines().filter(line -> line.startsWith("| `")).toList();
          assertThat(written).as(heading).containsExactlyElementsOf(rows);
        });
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
    String forms =
        "^\\| (`(?:END|HOST|some|every|count|network|step)[^`.]*[ .(][^`]*`) \\| [a-z]+ \\|";
    assertThat(matches(FORMAT, forms)).hasSize(rows);
  }

  private static String type(Vocabulary.Entry entry) {
    return entry.type().label().replaceFirst("an? ", "");
  }

  @Test
  void every_example_of_the_language_is_an_expression() throws IOException {
    String language = matches(FORMAT, "## Expressions(.*)").get(0);
    List<String> examples =
        Pattern.compile("`([^`]*)` \\|$", Pattern.MULTILINE)
            .matcher(language)
            .results()
            .map(result -> result.group(1))
            .toList();
    assertThat(examples).hasSizeGreaterThan(Vocabulary.questions().size());
    assertThat(examples)
        .allSatisfy(text -> assertThat(Parsed.of(text, Names.ANY)).isInstanceOf(Parsed.Good.class));
    for (Vocabulary.Entry entry : Vocabulary.questions()) {
      String begin = entry.form().replaceAll("END|HOST|CONDITION.| [A-Z]+$", "");
      assertThat(examples).as(entry.form()).anyMatch(example -> example.contains(begin));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "src/site/markdown/limits.md",
        "src/site/markdown/reading-a-picture.md"
      })
  void every_link_leads_somewhere(Path page) throws IOException {
    assertThat(matches(page, "\\]\\(([^)]+)\\)"))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(page.resolveSibling(link.replaceFirst("#.*", ""))).exists());
  }
}
