package io.tarry.survey;

import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.scenario.ShippedText;
import java.util.Map;

/** Questions about worlds that the program brings with it. */
final class ShippedWorlds {

  private ShippedWorlds() {}

  /**
   * About the only case of one of its own worlds.
   *
   * @param values what stands for each {@code @NAME@} in it
   */
  static Question world(String file, String property, Map<String, String> values) {
    String text = ShippedText.read(ShippedWorlds.class, file);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    return new Question(file, text, read(file, text).cases().get(0).name(), property);
  }

  /** About a case of a lesson. */
  static Question lesson(String file, String caseName, String property) {
    String text = ShippedText.read(ShippedWorlds.class, "lessons/" + file);
    Scenario lesson = read(file, text);
    if (lesson.cases().stream().noneMatch(one -> one.name().equals(caseName))) {
      throw new IllegalStateException(file + " has no case " + caseName);
    }
    return new Question(file, text, caseName, property);
  }

  /** The whole scenario of one of its own files. */
  static Scenario read(String file) {
    return read(file, ShippedText.read(ShippedWorlds.class, file));
  }

  private static Scenario read(String file, String text) {
    if (ScenarioReader.read(file, text) instanceof Reading.Good good) {
      return good.scenario();
    }
    throw new IllegalStateException("a world of the program is wrong: " + file);
  }
}
