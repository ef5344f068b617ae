package io.tarry.report.drawing;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.tarry.scenario.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * A size and a weight of the one typeface that pictures use, and how wide texts are in it.
 *
 * <p>The widths are those of DejaVu Sans, the widest typeface that replaces Helvetica on any
 * machine: what fits here fits everywhere, and no layout depends on the fonts installed.
 *
 * @param points its size
 */
public record Font(double points, boolean bold) {

  private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

  private static final double POINTS_PER_INCH = 72;
  private static final int FIRST = ' ';

  /** The widths of the characters from space to tilde, in thousandths of the size. */
  private static final int[] NORMAL = {
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, //
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, //
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, //
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, //
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, //
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838
  };

  private static final int[] BOLD = {
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, //
    696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, //
    1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850, //
    733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, //
    500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, //
    716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838
  };

  /** The width of any other character: about that of the widest letters. */
  private static final int OTHER = 1000;

  public static Font normal(double points) {
    return new Font(points, false);
  }

  public static Font bold(double points) {
    return new Font(points, true);
  }

  /** The width of a text, in inches. */
  public double width(String text) {
    int[] widths = bold ? BOLD : NORMAL;
    long thousandths =
        Printable.of(text)
            .codePoints()
            .mapToLong(c -> c >= FIRST && c < FIRST + widths.length ? widths[c - FIRST] : OTHER)
            .sum();
    return thousandths * points / 1000 / POINTS_PER_INCH;
  }

  /** The distance from one line of text to the next, in inches. */
  public double lineHeight() {
    return 1.25 * points / POINTS_PER_INCH;
  }

  /**
   * Breaks a text at spaces into lines of at most this width, in inches; a single word may be
   * wider.
   */
  public List<String> wrap(String text, double widthMax) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : WORDS.split(Printable.of(text))) {
      if (!line.isEmpty() && width(line + " " + word) > widthMax) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return balanced(lines, text, widthMax);
  }

  /** The widest of some lines, in inches. */
  public double width(List<String> lines) {
    return lines.stream().mapToDouble(this::width).max().orElse(0);
  }

  /** Makes all lines shorter if the last would be one short word, which looks like a mistake. */
  private List<String> balanced(List<String> lines, String text, double widthMax) {
    int count = lines.size();
    if (count < 2 || width(lines.get(count - 1)) > widthMax / 3) {
      return lines;
    }
    List<String> shorter = wrap(text, widthMax * 0.93);
    return shorter.size() == count ? shorter : lines;
  }
}
