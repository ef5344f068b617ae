package io.tarry.jqwik;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.engine.Limits;
import io.tarry.report.files.FailureReports;
import io.tarry.scenario.Draft;
import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * For {@code @AddLifecycleHook(WorldReports.class)}: of a jqwik property that fails by {@link
 * DrawnWorld#requireHolds}, the shrunk world is written as a scenario file into {@code
 * target/tarry}, and its page and picture beside it; the failure says where they are.
 */
@SuppressWarnings("exports") // Justification: the module does not ask for jqwik; pom.xml says why.
public final class WorldReports implements AroundPropertyHook {

  private static final Path FOLDER = Path.of("target", "tarry");
  private static final Check SMALL = Check.whole().within(Limits.none().states(1_000_000));

  /** For jqwik, which makes one. */
  public WorldReports() {}

  /** On a class it is for all of its properties. */
  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyExecutionResult result = property.execute();
    if (result.throwable().orElse(null) instanceof WorldFailure failure) {
      String name =
          context.containerClass().getSimpleName() + "." + context.targetMethod().getName();
      List<String> lines = write(FOLDER, name, failure);
      return result.mapToFailed(failure.saying(lines));
    }
    return result;
  }

  /** Writes all, and says where it is: a line each. */
  static List<String> write(Path folder, String name, WorldFailure failure) {
    Draft draft = failure.world().draft().expecting(failure.property(), "holds");
    Path file = folder.resolve(name + ".yaml");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, draft.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String label = file.toString().replace('\\', '/');
    Scenario scenario = DrawnWorld.scenario(label, draft.text());
    CaseResult result = SMALL.of(scenario, scenario.cases().get(0));
    List<String> lines = new ArrayList<>(List.of("file:    " + label));
    lines.addAll(
        FailureReports.write(folder, List.of(result)).lines(result, result.properties().get(0)));
    return lines;
  }
}
