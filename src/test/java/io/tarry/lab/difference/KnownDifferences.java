package io.tarry.lab.difference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The list of differences that are known, each with a pattern of it and a reason. */
public final class KnownDifferences {

  /** The list of the repository. */
  public static final Path FILE = Path.of("src/test/resources/kernel-differences.yaml");

  private static final Set<String> KEYS =
      Set.of("title", "state", "step", "model", "kernel", "reason", "example");

  /**
   * A known difference. The four in the middle are regular expressions, and each has to match the
   * whole of what it is about.
   *
   * @param title what the kernel does, in a few words
   * @param state the state of the model's end before the step
   * @param step the step
   * @param model the model's answer
   * @param kernel the kernel's
   * @param reason who is right, or why the model leaves it out
   * @param example a sequence that shows it at its last step
   */
  public record Known(
      String title,
      Pattern state,
      Pattern step,
      Pattern model,
      Pattern kernel,
      String reason,
      Sequence example) {

    boolean matches(Difference difference) {
      return state.matcher(difference.before().says()).matches()
          && step.matcher(difference.step()).matches()
          && model.matcher(difference.modelSays()).matches()
          && kernel.matcher(difference.kernelSays()).matches();
    }
  }

  private final List<Known> all;

  private KnownDifferences(List<Known> all) {
    this.all = List.copyOf(all);
  }

  /** The list of the repository. */
  public static KnownDifferences committed() throws IOException {
    return read(Files.readString(FILE));
  }

  /** The list that this text is. */
  static KnownDifferences read(String yaml) {
    Object read =
        new Load(LoadSettings.builder().setLabel(FILE.toString()).build()).loadFromString(yaml);
    List<Known> all = new ArrayList<>();
    for (Object entry : (List<?>) read) {
      Map<?, ?> keys = (Map<?, ?>) entry;
      if (!KEYS.equals(keys.keySet())) {
        throw new IllegalArgumentException(
            "each entry has the keys " + KEYS + ", not " + keys.keySet());
      }
      all.add(
          new Known(
              text(keys, "title"),
              pattern(keys, "state"),
              pattern(keys, "step"),
              pattern(keys, "model"),
              pattern(keys, "kernel"),
              text(keys, "reason"),
              Sequence.parse(lines(keys))));
    }
    return new KnownDifferences(all);
  }

  private static Pattern pattern(Map<?, ?> keys, String key) {
    return Pattern.compile(text(keys, key));
  }

  private static List<String> lines(Map<?, ?> keys) {
    return text(keys, "example").lines().map(String::strip).toList();
  }

  private static String text(Map<?, ?> keys, String key) {
    return String.valueOf(keys.get(key)).strip();
  }

  /** The known differences, in the order of the list. */
  public List<Known> all() {
    return all;
  }

  /** The first of the list that this one is. */
  public Optional<Known> find(Difference difference) {
    return all.stream().filter(known -> known.matches(difference)).findFirst();
  }
}
