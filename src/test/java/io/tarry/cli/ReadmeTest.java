package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What the pages say of the command line")
class ReadmeTest {

  private static String help(String verb) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Main.run(stream, stream, verb, "--help")).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Set<String> words(String text, String pattern) {
    return new TreeSet<>(
        Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "src/site/markdown/architecture.md",
        "src/site/markdown/benchmarks.md",
        "src/site/markdown/command-line.md",
        "src/site/markdown/glossary.md",
        "src/site/markdown/limits.md",
        "src/site/markdown/reading-a-picture.md",
        "src/site/markdown/scenario-format.md"
      })
  void each_option_is_one_of_some_verb(String page) throws IOException {
    StringBuilder known = new StringBuilder("--help");
    HelpTest.verbs()
        .filter(verb -> !verb.equals("help"))
        .map(ReadmeTest::help)
        .forEach(known::append);
    for (String verb : List.of("close", "lesson")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
      assertThat(Main.run(stream, stream, "bench", verb, "--help")).isZero();
      known.append(out.toString(StandardCharsets.UTF_8));
    }
    String option = "(?<![-\\w])--[a-z]+(?:-[a-z]+)*(?![a-z-])";

    assertThat(words(known.toString(), option))
        .containsAll(words(Files.readString(Path.of(page)), option));
  }

  @Test
  void each_exit_code_of_the_page_is_one_and_means_what_help_says() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/command-line.md"));
    String help = help("check");

    assertThat(page).contains("exit with 0 if", "1 if one is not", "2 if the", "\n3 if a limit");
    assertThat(page).contains("4 if reading or writing failed");
    assertThat(help).contains("0 all as the files expect", "1 some verdict is not", "2 a wrong");
    assertThat(help).contains("3 a limit was reached first", "4 reading or writing failed");
  }
}
