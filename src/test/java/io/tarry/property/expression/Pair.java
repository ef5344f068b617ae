package io.tarry.property.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.TcpModel;
import java.util.List;

/** An expression, the same in Java, and which answers both have given. */
record Pair(String text, Condition expression, Condition java, boolean[] seen) {

  static Pair of(String text, Names names, Condition java) {
    Condition expression = ((Parsed.Good) Parsed.of(text, names)).condition();
    return new Pair(text, expression, java, new boolean[2]);
  }

  /** Asks both about the step that the model shows. */
  void ask(TcpModel model) {
    boolean expected = java.of(model);
    seen[expected ? 1 : 0] = true;
    if (expression.of(model) != expected) {
      throw new AssertionError(text + " is not " + expected + " of\n" + model.after());
    }
  }

  static void assertBothAnswersOccur(List<Pair> pairs) {
    assertThat(pairs)
        .allSatisfy(
            pair -> assertThat(pair.seen()).as("answers to %s", pair.text()).containsOnly(true));
  }
}
