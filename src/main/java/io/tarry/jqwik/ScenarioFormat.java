package io.tarry.jqwik;

import java.util.Optional;
import net.jqwik.api.SampleReportingFormat;

/** Lets jqwik print a world as the scenario file that it is. */
@SuppressWarnings("exports") // Justification: the module does not ask for jqwik; pom.xml says why.
public final class ScenarioFormat implements SampleReportingFormat {

  /** For jqwik, which makes one. */
  public ScenarioFormat() {}

  @Override
  public boolean appliesTo(Object value) {
    return value instanceof DrawnWorld;
  }

  @Override
  public Object report(Object value) {
    return new Lines(((DrawnWorld) value).text());
  }

  @Override
  public Optional<String> label(Object value) {
    return Optional.of("a scenario file:\n");
  }

  /** Printed as it is; a text would get quotation marks. */
  private record Lines(String text) {
    @Override
    public String toString() {
      return text;
    }
  }
}
