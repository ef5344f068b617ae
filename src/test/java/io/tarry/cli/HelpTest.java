package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("--help")
class HelpTest {

  private static final Pattern COMMAND = Pattern.compile("^  ([a-z-]+) ");

  static Stream<String> verbs() {
    return commands("--help").stream()
        .map(COMMAND::matcher)
        .filter(Matcher::find)
        .map(command -> command.group(1));
  }

  private static List<String> commands(String... args) {
    return CommandRun.of(args)
        .out()
        .lines()
        .dropWhile(line -> !line.equals("Commands:"))
        .skip(1)
        .takeWhile(line -> !line.isBlank())
        .toList();
  }

  @Test
  void help_is_a_command_too() {
    CommandRun help = CommandRun.of("help");
    assertThat(help.exit()).isZero();
    assertThat(help.out()).isEqualTo(CommandRun.of("--help").out());
    assertThat(CommandRun.of("help", "check").out())
        .isEqualTo(CommandRun.of("check", "--help").out());
    CommandRun wrong = CommandRun.of("help", "chekc");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("chekc");
  }

  @Test
  void help_has_an_example_and_the_exit_codes() {
    CommandRun run = CommandRun.of("check", "--help");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Examples:").contains("Exit codes:").contains("--max-states");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
    assertThat(CommandRun.of("--help").out()).contains("./tarry check models");
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void fits_a_terminal_and_shows_commands_that_can_be_copied(String verb) {
    String help = CommandRun.of(verb, "--help").out();
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(help).doesNotContain("\\\\");
    if (!verb.equals("help")) {
      assertThat(help).contains("Example");
    }
  }

  @Test
  void says_what_each_command_does_in_a_whole_sentence() {
    for (List<String> list : List.of(commands("--help"), commands("bench", "--help"))) {
      assertThat(list).isNotEmpty();
      for (int i = 0; i < list.size(); i++) {
        boolean last = i + 1 == list.size() || COMMAND.matcher(list.get(i + 1)).find();
        assertThat(list.get(i).endsWith(".") || !last).as(list.get(i)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h, --help", "--json", "--quiet", "--threads=N", "--max-time=DURATION"})
  void says_the_same_of_an_option_wherever_it_is_one(String option) {
    Set<String> descriptions = new TreeSet<>();
    int commands = 0;
    for (String command : verbs().toList()) {
      Optional<String> description = description(option, CommandRun.of(command, "--help").out());
      if (!List.of("help", "schema").contains(command) && description.isPresent()) {
        descriptions.add(description.get());
        commands++;
      }
    }
    assertThat(commands).isGreaterThan(5);
    assertThat(descriptions).hasSize(1);
  }

  /** What the help says of this option, as one line. */
  private static Optional<String> description(String option, String help) {
    Pattern entry =
        Pattern.compile("(?m)^ +" + Pattern.quote(option) + " +(.*\\R(?:[ ]{10,}[^ -].*\\R)*)");
    Matcher found = entry.matcher(help);
    return found.find()
        ? Optional.of(found.group(1).strip().replaceAll("\\s+", " "))
        : Optional.empty();
  }
}
