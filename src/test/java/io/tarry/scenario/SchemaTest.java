package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tarry.scenario.ScriptWord.Form;
import io.tarry.scenario.ScriptWord.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The JSON Schema of scenario files")
class SchemaTest {

  private static final Path WRITTEN = Path.of("target/scenario.schema.json");

  /** A world of everything, so that each key has its place. */
  private static final String FILE =
      """
      {"title": "A title", "question": "A question?",
       "connection": {"client": ["open"], "client2": ["open"], "server": ["keep listening"]},
       "properties": {"own": {"eventually": "step ticks"}},
       "cases": {"a": {}}}
      """;

  @Test
  void is_written_from_the_tables_that_the_reader_reads_by() throws IOException {
    Files.writeString(WRITTEN, SchemaWriter.schema());
    assertThat(ScenarioSchema.text())
        .as("if the format has changed, %s is the new schema", WRITTEN)
        .isEqualTo(SchemaWriter.schema());
  }

  @Test
  void is_a_schema_of_draft_2020_12() {
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(ScenarioSchema.text(), InputFormat.JSON))
        .isEmpty();
  }

  // ---- What it lets pass

  static Stream<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("models"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void lets_every_model_pass(Path model) throws IOException {
    assertThat(EditorSchema.complaints(Files.readString(model))).isEmpty();
  }

  static Stream<Arguments> keys() {
    Stream<Map.Entry<String, Key>> below =
        Stream.concat(
            ScenarioKeys.CASES.keys().stream().map(key -> Map.entry("cases.a." + key.name(), key)),
            ScenarioKeys.PROPERTIES.keys().stream()
                .map(key -> Map.entry("properties.own." + key.name(), key)));
    return Stream.concat(ScenarioKeys.FILE.paths(), below)
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  // ---- What reader and schema refuse alike: so each key in the tables is read, too

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void refuses_as_the_reader_does_what_is_of_no_type_of_the_key(String path, Key key) {
    boolean list =
        key instanceof Key.Actions || key instanceof Key.Ports || key instanceof Key.PortRange;
    String text = with(path, list ? new JsonObject() : new JsonArray());
    assertThat(Readings.mistakes(text)).anyMatch(mistake -> mistake.contains(": expected "));
    assertThat(EditorSchema.accepts(text)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void refuses_as_the_reader_does_a_key_that_is_unknown(String path, Key key) {
    if (key instanceof Key.Group || key instanceof Key.Changes) {
      String text = with(path + ".zzz", new JsonPrimitive(1));
      assertThat(Readings.mistakes(text))
          .anyMatch(mistake -> mistake.matches(".*(unknown key|no setting is called) 'zzz'.*"));
      assertThat(EditorSchema.accepts(text)).isFalse();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void knows_the_words_and_numbers_of_the_reader(String path, Key key) {
    if (key instanceof Key.Count count) {
      assertBoth(path, new JsonPrimitive(count.min()), true);
      assertBoth(path, new JsonPrimitive(count.max()), true);
      assertBoth(path, new JsonPrimitive(count.min() - 1), false);
      assertBoth(path, new JsonPrimitive(count.max() + 1), false);
      assertBoth(path, new JsonPrimitive("unlimited"), count.orUnlimited());
    }
    if (key instanceof Key.Span span) {
      assertBoth(path, new JsonPrimitive(span.min()), true);
      assertBoth(path, new JsonPrimitive(span.max()), true);
      assertBoth(path, new JsonPrimitive(span.min() - 1), false);
      assertBoth(path, new JsonPrimitive(span.max() + 1), false);
      for (String duration : List.of("3 s", "3s", "200 ms", "1.5 s", "0.001 min")) {
        assertBoth(path, new JsonPrimitive(duration), true);
      }
      for (String none : List.of("s", "1.5 ms", "1.0005 s", "3 sec", "-3 s", "3", "1 s 5 ms")) {
        assertBoth(path, new JsonPrimitive(none), false);
      }
    }
    if (key instanceof Key.Choice<?> choice) {
      choice.words().keySet().forEach(word -> assertBoth(path, new JsonPrimitive(word), true));
      assertBoth(path, new JsonPrimitive("x"), false);
    }
    if (key instanceof Key.Flag) {
      assertBoth(path, new JsonPrimitive(true), true);
      assertBoth(path, new JsonPrimitive("yes"), false);
    }
  }

  private static void assertBoth(String path, JsonElement value, boolean right) {
    String text = with(path, value);
    boolean read =
        ScenarioReader.read("x.yaml", text) instanceof Reading.Good
            || Readings.mistakes(text).stream().noneMatch(m -> m.contains(": expected "));
    assertThat(read).as(text).isEqualTo(right);
    assertThat(EditorSchema.accepts(text)).as(text).isEqualTo(right);
  }

  /** The file, as JSON, which is YAML too, with a value at the end of that path. */
  private static String with(String path, JsonElement value) {
    JsonObject file = new Gson().fromJson(FILE, JsonObject.class);
    JsonObject at = file;
    String[] keys = path.split("\\.");
    for (int i = 0; i < keys.length - 1; i++) {
      if (!at.has(keys[i]) || !at.get(keys[i]).isJsonObject()) {
        at.add(keys[i], new JsonObject());
      }
      at = at.getAsJsonObject(keys[i]);
    }
    at.add(keys[keys.length - 1], value);
    return file.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void tells_of_each_key_what_holds_without_it(String path, Key key) {
    SchemaWriter.literal(key)
        .ifPresent(value ->
            assertThat(Readings.scenario(with(path, value)).cases())
                .isEqualTo(Readings.scenario(FILE).cases()));
  }

  // ---- Scripts

  static Stream<Arguments> forms() {
    return Verb.ALL.stream()
        .flatMap(verb -> verb.forms().stream().map(form -> Arguments.of(form.template(), form)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void knows_what_applications_do(String template, Form form) {
    String written = SchemaWriter.example(form);
    assertThat(EditorSchema.complaints(script(written))).isEmpty();
    assertThat(wordsRefused(written)).isFalse();
    for (String wrong : List.of(written + " x", "x" + written, written + " 10", "")) {
      assertThat(EditorSchema.accepts(script(wrong))).as(wrong).isFalse();
      assertThat(wordsRefused(wrong)).as(wrong).isTrue();
    }
  }

  private static String script(String word) {
    return with("connection.client", new Gson().toJsonTree(List.of("open", word)));
  }

  private static boolean wordsRefused(String word) {
    return ScenarioReader.read("x.yaml", script(word)) instanceof Reading.Bad
        && Readings.mistakes(script(word)).stream().anyMatch(m -> m.contains(": expected "));
  }

  // ---- The mistakes of other tests

  /** What is wrong for another reason than its structure, or in its YAML; 8.0 is 8 in JSON. */
  private static final String NOT_STRUCTURE =
      ".*(stands here twice|needs a clock|change the same setting|expected a word before"
          + "|holds no control characters|found '8.0').*";

  static Stream<Arguments> mistakes() {
    return Stream.of(
            SingleMistakesTest.wrong_keys(),
            SingleMistakesTest.wrong_types(),
            SingleMistakesTest.wrong_numbers(),
            SingleMistakesTest.wrong_words(),
            SingleMistakesTest.wrong_cases())
        .flatMap(mistakes -> mistakes)
        .filter(mistake -> !mistake.get()[1].toString().matches(NOT_STRUCTURE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void refuses_what_is_wrong_in_its_structure(String line, String complaint) {
    assertThat(EditorSchema.complaints(Readings.START)).isEmpty();
    assertThat(EditorSchema.accepts(Readings.START + line)).as(complaint).isFalse();
  }

  @Test
  void has_a_description_for_whatever_an_editor_completes() {
    JsonObject schema = new Gson().fromJson(ScenarioSchema.text(), JsonObject.class);
    List<String> undescribed =
        Stream.concat(
                schema.getAsJsonObject("properties").entrySet().stream(),
                schema.getAsJsonObject("$defs").entrySet().stream()
                    .filter(definition -> ScenarioKeys.SETTINGS.containsKey(definition.getKey())))
            .filter(entry -> !entry.getValue().getAsJsonObject().has("description"))
            .filter(entry -> !entry.getValue().getAsJsonObject().has("$ref"))
            .map(Map.Entry::getKey)
            .collect(Collectors.toList());
    assertThat(undescribed).isEmpty();
  }
}
