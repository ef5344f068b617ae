package io.tarry.lab.difference;

import io.tarry.lab.difference.KnownDifferences.Known;
import java.nio.file.Path;
import java.util.List;

/** The page that tells what is compared, and each known difference. */
final class DifferencesPage {

  static final Path FILE = Path.of("src/site/markdown/kernel-differences.md");

  private static final String TOP =
      """
      # Where the kernel differs from the model

      Random steps happen to one end of a connection twice: to the model's end, with the stack `linux`, and to a socket of
      this machine's kernel, whose peer is the test. After each step both are compared:

      - the segments sent: flags, SEQ and ACK (counted from the initial ones), length, and which timestamp they echo;
      - the state of the end, and how many bytes can be read;
      - in TIME\\_WAIT, whether the 2MSL timer was started again;
      - what a call returns, `SO_ERROR` too.

      A sequence begins, as a rule, with the straight way to some state. Then come what a correct peer could send, old
      duplicates, junk (any flags; numbers at, beside, long before and far beyond those that are expected; at both edges of
      the window; older timestamps) and calls. A difference is seen three times before it counts, and then made as short and plain as possible.
      Where text and FIN are cut into segments is not compared. A RST of the peer has no timestamp, as in the model. Limits on
      the rate of ACKs, SACK, ECN, window scaling and Fast Open are off, and nothing waits for a retransmission.

      `.ci/kernel` does this %s, and fails at a difference that is not below, or at one below that the
      kernel no longer shows. A new one is printed as a script of packetdrill too, as long as it has no timestamps. They are the same sequences each time; `mvn -P 'kernel,!analysis' -Dtest.tries=20 -Dseed=N test` tries twenty times
      as many, and others.

      Each of the following is left as it is for the reason that it names. This page is made of
      `src/test/resources/kernel-differences.yaml`.
      """;

  private DifferencesPage() {}

  static String of(List<Known> all) {
    StringBuilder page = new StringBuilder(TOP.formatted("with 150 sequences, some 1,000 steps"));
    for (Known known : all) {
      page.append("\n## ").append(known.title().replace("_", "\\_")).append("\n\n");
      page.append(known.reason().replace("_", "\\_")).append("\n\n");
      known.example().lines().forEach(line -> page.append("    ").append(line).append('\n'));
    }
    return page.toString();
  }
}
