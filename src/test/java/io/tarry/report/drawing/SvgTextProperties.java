package io.tarry.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** {@code CommittedReportsTest} holds that the drawings of the lessons are as they were. */
class SvgTextProperties {

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void the_svg_is_what_graphviz_draws_of_the_dot_text(@ForAll("drawings") Drawing drawing) {
    assertThat(SvgText.of(drawing)).isEqualTo(Graphviz.svg(DotText.of(drawing)));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void so_it_is_of_a_large_drawing(@ForAll("largeDrawings") Drawing drawing) {
    assertThat(SvgText.of(drawing)).isEqualTo(Graphviz.svg(DotText.of(drawing)));
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
