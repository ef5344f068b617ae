package io.tarry.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The JSON Schema of scenario files (draft 2020-12), with which an editor completes and checks
 * them.
 */
public final class ScenarioSchema {

  private static final String RESOURCE = "scenario.schema.json";

  private ScenarioSchema() {}

  /** Its text. */
  public static String text() {
    try (InputStream stream = ScenarioSchema.class.getResourceAsStream(RESOURCE)) {
      return new String(
          Objects.requireNonNull(stream, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
