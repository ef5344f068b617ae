package io.tarry.packetdrill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.settings.ReopenFromTimeWait;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.SynReceivedReply;
import io.tarry.tcp.settings.TwRestart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page on scenario files says each stack rests on. */
@DisplayName("The evidence for a stack")
class EvidenceTest {

  private static final Path PAGE = Path.of("src/site/markdown/scenario-format.md");
  private static final Path SCRIPTS = Path.of("src/test/resources/packetdrill");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)`(?:: (\\w+))? \\| ([^|]*) \\| ([^|]*) \\|$");
  private static final Pattern SCRIPT = Pattern.compile("[a-z0-9.-]+\\.pkt");

  static Stream<String> stacks() {
    return PktWorld.STACKS.keySet().stream().filter(name -> !name.equals("rfc9293"));
  }

  private static List<MatchResult> rows(String stack) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("\n### `" + stack + "`\n");
    assertThat(from).as("the heading of " + stack).isPositive();
    String section = page.substring(from + 1).split("(?m)^##", 3)[1];
    return ROW.matcher(section).results().toList();
  }

  private static Set<String> points(Stack stack) {
    Set<String> points =
        new TreeSet<>(
            List.of(
                "twRestart: " + word(stack.twRestart()),
                "reopenFromTimeWait: " + word(stack.reopenFromTimeWait()),
                "synReceivedReply: " + word(stack.synReceivedReply()),
                "pawsTolerance: " + stack.pawsTolerance()));
    for (Switch one : Switch.values()) {
      if (stack.has(one)) {
        points.add(one.key());
      } else if (Stack.RFC9293.has(one)) {
        points.add(one.key() + ": false");
      }
    }
    return points;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void has_a_row_for_each_of_its_switches_and_each_row_says_how_it_is_known(String stack)
      throws IOException {
    Set<String> written = new TreeSet<>();
    for (MatchResult row : rows(stack)) {
      written.add(row.group(1) + (row.group(2) == null ? "" : ": " + row.group(2)));
      assertThat(row.group(3)).as(row.group()).matches("(seen|read|reported): .*");
      assertThat(row.group(4)).as(row.group()).matches(".*\\b20\\d\\d-\\d\\d");
      if (!stack.equals("linux")) {
        assertThat(row.group(3)).as(row.group()).doesNotStartWith("seen");
      }
    }
    assertThat(written).isEqualTo(points(PktWorld.STACKS.get(stack)));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void names_scripts_that_are_true_of_it_only_as_long_as_the_switch_is_so(String stack)
      throws Exception {
    Stack named = PktWorld.STACKS.get(stack);
    int tried = 0;
    for (MatchResult row : rows(stack)) {
      for (MatchResult file : SCRIPT.matcher(row.group(3)).results().toList()) {
        String text = Files.readString(SCRIPTS.resolve(file.group()));
        PktScript script = PktReader.read(file.group(), text);
        assertThat(isTrueOf(script, named)).as(row.group()).isTrue();
        assertThat(others(named, row.group(1)))
            .as(row.group())
            .anySatisfy(other -> assertThat(isTrueOf(script, other)).isFalse());
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(10);
  }

  /** The stack with that point read in each other way. */
  private static List<Stack> others(Stack stack, String point) {
    return switch (point) {
      case "twRestart" -> Arrays.stream(TwRestart.values()).map(stack::with).toList();
      case "reopenFromTimeWait" ->
          Arrays.stream(ReopenFromTimeWait.values()).map(stack::with).toList();
      case "synReceivedReply" -> Arrays.stream(SynReceivedReply.values()).map(stack::with).toList();
      default ->
          Arrays.stream(Switch.values())
              .filter(one -> one.key().equals(point))
              .map(one -> stack.has(one) ? stack.without(one) : stack.with(one))
              .toList();
    };
  }

  private static boolean isTrueOf(PktScript script, Stack stack) throws PktException {
    ScriptOutcome outcome = Player.run(script, PktWorld.usual(stack).as(script));
    return outcome.agrees() && outcome.unsaid().isEmpty();
  }
}
