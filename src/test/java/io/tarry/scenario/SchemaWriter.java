package io.tarry.scenario;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the JSON Schema of scenario files, from the tables that the reader reads by. */
final class SchemaWriter {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final int COLUMNS = 100;
  private static final String OWN_NAME = "^[a-z0-9]+(-[a-z0-9]+)*$";
  private static final String LINE = "^\\s*\\S(.*\\S)?\\s*$";

  /** Every key of the world, by the first of its paths: the hosts share most of theirs. */
  private static final Map<Key, String> DEFINED = new LinkedHashMap<>();

  static {
    ScenarioKeys.SETTINGS.forEach((path, key) -> DEFINED.putIfAbsent(key, path));
  }

  private SchemaWriter() {}

  static String schema() {
    JsonObject schema = new JsonObject();
    schema.addProperty("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.addProperty("title", "A scenario of Tarry");
    group(ScenarioKeys.FILE)
        .entrySet()
        .forEach(entry -> schema.add(entry.getKey(), entry.getValue()));
    schema.add("if", object("required", strings(List.of(ScenarioKeys.PROPERTIES.name()))));
    schema.add("else", catalogueOnly());
    JsonObject definitions = new JsonObject();
    definitions.add("claim", object("enum", strings(Catalogue.all().stream().map(Claim::id))));
    definitions.add("verdicts", verdicts());
    definitions.add("script", script());
    DEFINED.forEach((key, path) -> definitions.add(path, schemaOf(path, key)));
    schema.add("$defs", definitions);
    return text(schema, "") + "\n";
  }

  // ---- Maps

  private static JsonObject group(Key.Group group) {
    return closed(group.says(), group.keys(), "");
  }

  /** A map with these keys and no others. */
  private static JsonObject closed(String says, List<Key> keys, String path) {
    JsonObject schema = described(says);
    schema.addProperty("type", "object");
    JsonObject properties = new JsonObject();
    for (Key key : keys) {
      String itsPath = path + key.name();
      boolean setting = ScenarioKeys.SETTINGS.containsKey(itsPath);
      properties.add(key.name(), setting ? reference(key) : schemaOf(itsPath, key));
    }
    schema.add("properties", properties);
    List<String> required = keys.stream().filter(Key::required).map(Key::name).toList();
    if (!required.isEmpty()) {
      schema.add("required", strings(required));
    }
    schema.addProperty("additionalProperties", false);
    return schema;
  }

  private static JsonObject schemaOf(String path, Key key) {
    JsonObject schema = described(key);
    if (key instanceof Key.Text text) {
      schema.add("type", strings(List.of("string", "number", "boolean")));
      schema.addProperty("pattern", text.oneLine() ? LINE : "\\S");
    } else if (key instanceof Key.Expression) {
      schema.add("type", strings(List.of("string", "boolean")));
      schema.addProperty("pattern", "\\S");
    } else if (key instanceof Key.Count count) {
      count(count, schema);
    } else if (key instanceof Key.Span span) {
      span(span, schema);
    } else if (key instanceof Key.Flag) {
      schema.addProperty("type", "boolean");
    } else if (key instanceof Key.Choice<?> choice) {
      schema.add("enum", strings(choice.words().keySet()));
    } else if (key instanceof Key.PortRange range) {
      ports(schema, range.min(), range.max(), 2, 2);
    } else if (key instanceof Key.Ports ports) {
      ports(schema, 1, 65535, 1, ports.most());
      schema.addProperty("uniqueItems", true);
    } else if (key instanceof Key.Actions) {
      schema.addProperty("$ref", "#/$defs/script");
    } else if (key instanceof Key.Verdicts) {
      schema.addProperty("$ref", "#/$defs/verdicts");
    } else if (key instanceof Key.Changes) {
      changes(schema);
    } else if (key instanceof Key.Named named) {
      named(named, schema);
    } else if (key instanceof Key.Group group) {
      return group.orWord().isPresent()
          ? wordOrMap(path, group, group.orWord().get())
          : closed(group.says(), group.keys(), path + ".");
    }
    return schema;
  }

  private static JsonObject wordOrMap(String path, Key.Group group, Key.Choice<?> word) {
    JsonObject schema = described(group.says());
    JsonArray either = new JsonArray();
    either.add(object("enum", strings(word.words().keySet())));
    either.add(closed(group.says(), group.keys(), path + "."));
    schema.add("anyOf", either);
    return schema;
  }

  private static void changes(JsonObject schema) {
    schema.addProperty("type", "object");
    JsonObject properties = new JsonObject();
    ScenarioKeys.SETTINGS.forEach((path, key) -> properties.add(path, reference(key)));
    schema.add("properties", properties);
    schema.addProperty("additionalProperties", false);
  }

  private static void named(Key.Named named, JsonObject schema) {
    schema.addProperty("type", "object");
    JsonObject each = closed("", named.keys(), "");
    if (named == ScenarioKeys.CASES) {
      each.add("type", strings(List.of("object", "null")));
      schema.addProperty("minProperties", 1);
      schema.add("propertyNames", object("pattern", new JsonPrimitive("^.*\\S.*$")));
    } else {
      JsonArray kinds = new JsonArray();
      Stream.of(
              ScenarioKeys.ALWAYS,
              ScenarioKeys.NEVER,
              ScenarioKeys.REACHABLE,
              ScenarioKeys.EVENTUALLY)
          .forEach(kind -> kinds.add(required(kind)));
      each.add("oneOf", kinds);
      JsonObject dependent =
          object(
              ScenarioKeys.WHEN.name(), anyRequired(ScenarioKeys.ALWAYS, ScenarioKeys.EVENTUALLY));
      dependent.add(
          ScenarioKeys.DANGER.name(), anyRequired(ScenarioKeys.ALWAYS, ScenarioKeys.NEVER));
      dependent.add(ScenarioKeys.ASSUMING.name(), required(ScenarioKeys.EVENTUALLY));
      each.add("dependentSchemas", dependent);
      JsonObject names = object("pattern", new JsonPrimitive(OWN_NAME));
      names.addProperty("maxLength", OwnProperties.NAME_MAX);
      names.add("not", reference("claim"));
      schema.add("propertyNames", names);
    }
    schema.add("additionalProperties", each);
  }

  private static JsonObject anyRequired(Key one, Key other) {
    JsonArray any = new JsonArray();
    any.add(required(one));
    any.add(required(other));
    return object("anyOf", any);
  }

  private static JsonObject required(Key key) {
    return object("required", strings(List.of(key.name())));
  }

  // ---- Values

  private static void count(Key.Count count, JsonObject schema) {
    JsonObject number = count.orUnlimited() ? new JsonObject() : schema;
    number.addProperty("type", "integer");
    number.addProperty("minimum", count.min());
    number.addProperty("maximum", count.max());
    if (count.orUnlimited()) {
      JsonArray either = new JsonArray();
      either.add(number);
      either.add(object("enum", strings(List.of("unlimited", "all"))));
      schema.add("anyOf", either);
    }
  }

  private static void span(Key.Span span, JsonObject schema) {
    JsonObject ticks = object("type", new JsonPrimitive("integer"));
    ticks.addProperty("minimum", span.min());
    ticks.addProperty("maximum", span.max());
    JsonObject duration = object("type", new JsonPrimitive("string"));
    duration.addProperty("pattern", "^\\s*" + Durations.DURATION + "\\s*$");
    JsonArray either = new JsonArray();
    either.add(ticks);
    either.add(duration);
    schema.add("anyOf", either);
  }

  private static void ports(JsonObject schema, int min, int max, int atLeast, int atMost) {
    schema.addProperty("type", "array");
    JsonObject port = object("type", new JsonPrimitive("integer"));
    port.addProperty("minimum", min);
    port.addProperty("maximum", max);
    schema.add("items", port);
    schema.addProperty("minItems", atLeast);
    schema.addProperty("maxItems", atMost);
  }

  private static JsonObject script() {
    JsonObject schema = object("type", new JsonPrimitive("array"));
    schema.addProperty("minItems", 1);
    JsonArray forms = new JsonArray();
    for (ScriptWord.Verb verb : ScriptWord.Verb.ALL) {
      for (ScriptWord.Form form : verb.forms()) {
        JsonObject word = described(form.template() + ": " + form.says());
        word.addProperty("type", "string");
        word.addProperty("pattern", "^\\s*" + form.regex() + "\\s*$");
        word.add("examples", strings(List.of(example(form))));
        forms.add(word);
      }
    }
    schema.add("items", object("anyOf", forms));
    return schema;
  }

  static String example(ScriptWord.Form form) {
    return form.template()
        .replace(" N", " 1")
        .replace(" T", " 4")
        .replace("from PORT", "from 40000")
        .replace("to PORT", "to 80");
  }

  // ---- Properties

  private static JsonObject verdicts() {
    JsonObject schema = object("type", new JsonPrimitive("object"));
    JsonObject properties = new JsonObject();
    for (Claim claim : Catalogue.all()) {
      JsonObject verdict = described(claim.sentence() + " (" + claim.source() + ")");
      verdict.add("enum", strings(ScenarioKeys.VERDICTS.keySet()));
      properties.add(claim.id(), verdict);
    }
    schema.add("properties", properties);
    JsonObject own = described("A property of this file");
    own.add("enum", strings(ScenarioKeys.VERDICTS.keySet()));
    schema.add("additionalProperties", own);
    return schema;
  }

  /** Of a file without properties of its own, only those of the catalogue can be expected. */
  private static JsonObject catalogueOnly() {
    JsonObject known = object("propertyNames", reference("claim"));
    JsonObject expect = object(ScenarioKeys.EXPECT.name(), known);
    JsonObject each = object("additionalProperties", object("properties", expect.deepCopy()));
    expect.add(ScenarioKeys.CASES.name(), each);
    return object("properties", expect);
  }

  // ---- JSON

  private static JsonObject described(Key key) {
    String otherwise = key.otherwise();
    JsonObject schema =
        described(key.says() + (otherwise.isEmpty() ? "" : ". Without it: " + otherwise));
    literal(key).ifPresent(value -> schema.add("default", value));
    return schema;
  }

  /** The value that a key has where it is left out, if that is not only told in words. */
  static Optional<JsonElement> literal(Key key) {
    boolean value =
        (key instanceof Key.Count && key.otherwise().matches("\\d+"))
            || (key instanceof Key.Flag && key.otherwise().matches("true|false"))
            || key instanceof Key.PortRange
            || key instanceof Key.Ports;
    if (value) {
      return Optional.of(GSON.fromJson(key.otherwise(), JsonElement.class));
    }
    return key instanceof Key.Choice<?> choice && choice.words().containsKey(key.otherwise())
        ? Optional.of(new JsonPrimitive(key.otherwise()))
        : Optional.empty();
  }

  private static JsonObject described(String says) {
    JsonObject schema = new JsonObject();
    if (!says.isEmpty()) {
      schema.addProperty("description", says);
    }
    return schema;
  }

  private static JsonObject reference(Key setting) {
    return reference(Objects.requireNonNull(DEFINED.get(setting)));
  }

  private static JsonObject reference(String definition) {
    return object("$ref", new JsonPrimitive("#/$defs/" + definition));
  }

  private static JsonObject object(String key, JsonElement value) {
    JsonObject object = new JsonObject();
    object.add(key, value);
    return object;
  }

  private static JsonArray strings(Iterable<String> words) {
    JsonArray array = new JsonArray();
    words.forEach(array::add);
    return array;
  }

  private static JsonArray strings(Stream<String> words) {
    return strings(words.toList());
  }

  /** On one line what fits there, so that the file can be read. */
  private static String text(JsonElement json, String indent) {
    String line = GSON.toJson(json);
    if (indent.length() + line.length() <= COLUMNS || json.isJsonPrimitive()) {
      return line;
    }
    String inner = indent + "  ";
    return json instanceof JsonObject object
        ? object.entrySet().stream()
            .map(e -> inner + GSON.toJson(e.getKey()) + ": " + text(e.getValue(), inner))
            .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"))
        : json.getAsJsonArray().asList().stream()
            .map(element -> inner + text(element, inner))
            .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
  }
}
