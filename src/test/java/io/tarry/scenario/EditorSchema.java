package io.tarry.scenario;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema in the jar, as an editor uses it. */
final class EditorSchema {

  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ScenarioSchema.text());

  private EditorSchema() {}

  /** Whether it has nothing against a file. */
  static boolean accepts(String yaml) {
    return SCHEMA.validate(json(yaml), InputFormat.JSON, OutputFormat.BOOLEAN);
  }

  /** What it has against a file. */
  static List<Error> complaints(String yaml) {
    return SCHEMA.validate(json(yaml), InputFormat.JSON);
  }

  private static String json(String yaml) {
    return GSON.toJson(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }
}
