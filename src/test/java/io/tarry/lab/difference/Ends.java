package io.tarry.lab.difference;

import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends that are none of a kernel: they answer as the model does, or falsify that. */
final class Ends {

  private Ends() {}

  /** Answers as the model does, and remembers what happened to it. */
  static class Recording implements End {

    private final List<Step> steps = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    List<Step> steps() {
      return steps;
    }

    View lastView() {
      return views.get(views.size() - 1);
    }

    Answer lastAnswer() {
      return answers.get(answers.size() - 1);
    }

    @Override
    public Answer begin(Setting setting, Answer expected) {
      return expected;
    }

    @Override
    public Answer does(Step step, View before, Answer expected) {
      steps.add(step);
      views.add(before);
      answers.add(expected);
      return expected;
    }

    @Override
    public void finish() {}
  }

  /** What a falsifier makes of an answer. */
  interface Falsifier {
    Answer apply(Step step, View before, Answer right);
  }

  /** Answers as that says. */
  static End falsified(Falsifier how) {
    return new Recording() {
      @Override
      public Answer does(Step step, View before, Answer expected) {
        return how.apply(step, before, expected);
      }
    };
  }

  /** In ESTABLISHED, a RST without other flags does nothing. */
  static final Falsifier DEAF_TO_RST =
      (step, before, right) ->
          step instanceof Step.Arrival arrival
                  && arrival.flags() == Segment.RST
                  && before.state() == TcpState.ESTABLISHED
              ? new Answer("", TcpState.ESTABLISHED, List.of(), right.unread(), Optional.empty())
              : right;

  static Difference deafToRst(Sequence sequence) throws IOException {
    return new Comparison(Stack.LINUX, falsified(DEAF_TO_RST)).of(sequence).orElseThrow();
  }
}
