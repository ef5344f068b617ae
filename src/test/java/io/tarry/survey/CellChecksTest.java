package io.tarry.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Check;
import io.tarry.engine.Limits;
import io.tarry.engine.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Cells that are checked side by side")
class CellChecksTest {

  private static final long ENOUGH_FOR_ONE = 32 << 20;

  private static List<Verdict> verdicts(int cells, int threads, long bytes)
      throws QuestionException {
    Question question = Risk.question("last-ack.yaml", Risk.LAST_ACK, 100, 200, 300);
    Check check = Check.whole().within(Limits.none().memoryBytes(bytes));
    return new CellChecks(check, threads, () -> false)
            .check(
                Collections.nCopies(cells, question.cell(Map.of("network.lose", "1"))), cell -> {})
            .stream()
            .map(cell -> cell.property().verdict())
            .toList();
  }

  @Test
  void share_the_memory_that_all_of_them_may_have() throws QuestionException {
    assertThat(verdicts(1, 64, ENOUGH_FOR_ONE)).containsExactly(Verdict.HOLDS);
    assertThat(verdicts(2, 1, ENOUGH_FOR_ONE)).containsExactly(Verdict.HOLDS, Verdict.HOLDS);
    assertThat(verdicts(64, 64, ENOUGH_FOR_ONE)).containsOnly(Verdict.UNDECIDED);
  }

  @Test
  void may_be_none() {
    assertThat(new CellChecks(Check.whole(), 2, () -> false).check(List.of(), cell -> {}))
        .isEmpty();
  }
}
