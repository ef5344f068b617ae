package io.tarry.survey;

import io.tarry.survey.Question.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A property, checked for every value of one setting, or of two together.
 *
 * @param question the case and the property
 * @param across the setting whose values are the columns
 * @param down the setting whose values are the rows, if there is a second
 */
public record Sweep(Question question, Variation across, Optional<Variation> down) {

  /** More would be more than a picture can show. */
  public static final int CELLS_MAX = 2_000;

  /**
   * Checks that the two go together.
   *
   * @throws QuestionException if they do not
   */
  public static Sweep of(Question question, List<Variation> vary) throws QuestionException {
    if (vary.isEmpty() || vary.size() > 2) {
      throw new QuestionException("a sweep varies one setting or two, not " + vary.size());
    }
    Optional<Variation> down = vary.stream().skip(1).findFirst();
    int cells = vary.get(0).values().size() * down.map(Variation::values).map(List::size).orElse(1);
    if (cells > CELLS_MAX) {
      throw new QuestionException(
          "%,d cells are more than %,d; take fewer values".formatted(cells, CELLS_MAX));
    }
    if (down.isPresent() && down.get().setting().equals(vary.get(0).setting())) {
      throw new QuestionException("'%s' is varied twice".formatted(down.get().setting()));
    }
    return new Sweep(question, vary.get(0), down);
  }

  /** How many columns there are. */
  public int columns() {
    return across.values().size();
  }

  /** How many rows there are. */
  public int rows() {
    return down.map(Variation::values).map(List::size).orElse(1);
  }

  /** The settings of a cell. */
  public Map<String, String> settings(int row, int column) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(across.setting(), across.values().get(column));
    down.ifPresent(second -> settings.put(second.setting(), second.values().get(row)));
    return settings;
  }

  /**
   * All cells, row by row.
   *
   * @throws QuestionException if some value cannot be had
   */
  public List<Cell> cells() throws QuestionException {
    List<Cell> cells = new ArrayList<>();
    for (int row = 0; row < rows(); row++) {
      for (int column = 0; column < columns(); column++) {
        cells.add(question.cell(settings(row, column)));
      }
    }
    return cells;
  }
}
