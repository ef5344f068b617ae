package io.tarry.scenario;

/**
 * The JSON Schema of scenario files (draft 2020-12), with which an editor completes and checks
 * them.
 */
public final class ScenarioSchema {

  private static final String RESOURCE = "scenario.schema.json";

  private ScenarioSchema() {}

  /** Its text. */
  public static String text() {
    return ShippedText.read(ScenarioSchema.class, RESOURCE);
  }
}
