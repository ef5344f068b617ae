package io.tarry.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.report.drawing.Drawing.Heads;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** {@code CommittedReportsTest} holds that the drawings of the lessons are as they were. */
class SvgTextProperties {

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void the_svg_is_what_graphviz_draws_of_the_dot_text(@ForAll("drawings") Drawing drawing) {
    SvgComparison.assertSame(SvgText.of(drawing), Graphviz.svg(DotText.of(drawing)));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void so_it_is_of_a_large_drawing(@ForAll("largeDrawings") Drawing drawing) {
    SvgComparison.assertSame(SvgText.of(drawing), Graphviz.svg(DotText.of(drawing)));
  }

  /** Upright, and shorter than its two heads: one leans to the other side in GraphViz. */
  @Example
  void only_a_head_of_an_upright_line_may_have_another_last_digit() {
    Drawing drawing =
        new Drawing(
            "",
            new Rect(-23.912388888888888, -16.045027777777776, 4.6935, 5.879),
            List.of(
                box(-0.07, -0.005, 0.07, 0.005),
                box(-0.005, -0.005, 0.005, 0.005),
                box(-0.05, -0.088125, 0.05, 0.088125),
                line(0, 0, 0, 1.2555, Heads.NONE),
                box(-18.634999999999998, -0.13000954, -16.265, 0.12999046),
                box(-19.288888888888888, -11.421527777777778, -14.211111111111112, -11.158472),
                line(0, -6.5, 0.062, -6.27, Heads.NONE),
                line(0, 0.003, 0, 0.003, Heads.NONE),
                line(0, 0.1485, 0, -0.0045, Heads.BOTH)));
    String ours = SvgText.of(drawing);
    String graphviz = Graphviz.svg(DotText.of(drawing));
    SvgComparison.assertSame(ours, graphviz);
    assertThat(ours).isNotEqualTo(graphviz);
    assertThatThrownBy(() -> SvgComparison.assertSame(ours.replace("1724.3", "1724.4"), graphviz))
        .isInstanceOf(AssertionError.class);
  }

  private static Drawing.Box box(double left, double top, double right, double bottom) {
    return new Drawing.Box(new Rect(left, top, right, bottom), true, "#000000", "#000000", 1);
  }

  private static Drawing.Line line(double x1, double y1, double x2, double y2, Heads heads) {
    return new Drawing.Line(
        x1, y1, x2, y2, new Drawing.Pen(Drawing.Stroke.SOLID, "#000000", 0), heads, 0.7);
  }

  @Provide
  Arbitrary<Drawing> drawings() {
    return RandomDrawings.upTo(12, 20);
  }

  @Provide
  Arbitrary<Drawing> largeDrawings() {
    return RandomDrawings.upTo(60, 300);
  }
}
