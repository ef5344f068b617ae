package io.tarry.cli;

import io.tarry.survey.Question;
import io.tarry.survey.Shrinking;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is written of a scenario that was shrunk. */
final class ShrunkScenario {

  private ShrunkScenario() {}

  /** Writes it, and its picture if that is wanted; the files. */
  static List<String> write(
      Path out, boolean drawn, Question question, Shrinking.Answer answer, PrintWriter err)
      throws Refusal {
    Path name = Objects.requireNonNull(Path.of(question.file()).getFileName(), "a file has a name");
    String stem = name.toString().replaceFirst("\\.ya?ml$", "") + ".shrunk." + question.property();
    Path file = out.resolve(stem + ".yaml");
    try {
      Files.createDirectories(out);
      Files.writeString(file, answer.draft().text(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + file + " cannot be written: " + e);
    }
    List<String> files = new ArrayList<>();
    files.add(file.toString());
    if (drawn) {
      String title = answer.result().cell().scenario().title();
      files.addAll(
          SurveyChecks.draw(
              out, Question.together(stem + ".yaml", title, List.of(answer.result())), err));
    }
    return files;
  }
}
