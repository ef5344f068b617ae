package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.settings.Stack;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What another stack reads otherwise")
class StackDifferencesTest {

  private static List<String> onLinux(String lesson, String caseName, String property, int step)
      throws IOException {
    CaseResult result =
        LessonResults.all().stream()
            .flatMap(List::stream)
            .filter(one -> one.scenario().file().contains(lesson))
            .filter(one -> one.caseName().equals(caseName))
            .findFirst()
            .orElseThrow();
    PropertyResult of =
        result.properties().stream()
            .filter(one -> one.claim().id().equals(property))
            .findFirst()
            .orElseThrow();
    return StackDifferences.at(result, of, step, Stack.LINUX);
  }

  @Test
  void is_named_at_the_step_where_it_makes_the_difference() throws IOException {
    String endless = "TIME_WAIT answers every ACK, as the text says";
    assertThat(onLinux("18-two", endless, "no-endless-exchange", 7)).containsExactly("twRestart");
    assertThat(onLinux("18-two", endless, "no-endless-exchange", 1)).isEmpty();
    String older = "a timestamp that is older by one";
    assertThat(onLinux("16-old", older, "octets-of-this-incarnation", 13))
        .containsExactly("ackFromIss");
    String linger = "SO_LINGER of 0 seconds leaves no TIME_WAIT";
    assertThat(onLinux("16-old", linger, "octets-of-this-incarnation", 2))
        .containsExactly("socketAbort");
  }

  @Test
  void is_nothing_where_the_stack_is_the_other_already() throws IOException {
    String both = "both hosts are Linux, with its default settings";
    for (int step = 1; step <= 8; step++) {
      assertThat(onLinux("05-time", both, "time-wait-lasts", step)).isEmpty();
    }
  }
}
