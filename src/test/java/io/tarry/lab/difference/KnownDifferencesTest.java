package io.tarry.lab.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.lab.difference.KnownDifferences.Known;
import io.tarry.tcp.settings.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The list of known differences")
class KnownDifferencesTest {

  private static final Path WRITTEN = Path.of("target/kernel-differences.md");

  private static final String LIST =
      """
      - title: A RST that is not heard
        state: "ESTABLISHED.*"
        step: "< RST seq=RCV.NXT"
        model: "LISTEN.*"
        kernel: "ESTABLISHED.*"
        reason: none
        example: |
          a server
          < SYN seq=RCV.NXT
          < ACK seq=RCV.NXT ack=SND.NXT
          < RST seq=RCV.NXT
      """;

  @Test
  void is_what_the_page_tells() throws IOException {
    String page = DifferencesPage.of(KnownDifferences.committed().all());
    Files.createDirectories(WRITTEN.getParent());
    Files.writeString(WRITTEN, page);
    assertThat(Files.readString(DifferencesPage.FILE))
        .as("look at " + WRITTEN + ", and copy it over " + DifferencesPage.FILE)
        .isEqualTo(page);
  }

  @Test
  void has_examples_whose_steps_are_all_possible_and_end_in_what_their_patterns_say()
      throws IOException {
    for (Known known : KnownDifferences.committed().all()) {
      Ends.Recording model = new Ends.Recording();
      assertThat(new Comparison(Stack.LINUX, model).of(known.example())).isEmpty();
      assertThat(model.steps()).as(known.title()).isEqualTo(known.example().steps());
      View before = model.lastView();
      assertThat(before.says()).matches(known.state());
      assertThat(known.example().steps().get(model.steps().size() - 1).toString())
          .matches(known.step());
      assertThat(model.lastAnswer().say(before)).as(known.title()).matches(known.model());
    }
  }

  @Test
  void finds_a_difference_only_if_all_four_patterns_match() throws IOException {
    KnownDifferences list = KnownDifferences.read(LIST);
    Known deaf = list.all().get(0);
    Difference difference = Ends.deafToRst(deaf.example());
    assertThat(list.find(difference)).contains(deaf);
    for (String key :
        new String[] {
          "ESTABLISHED.*\"\n  step", "RST seq", "LISTEN", "\"ESTABLISHED.*\"\n  reason"
        }) {
      String other =
          LIST.replace(
              key,
              key.replace("ESTABLISHED", "CLOSED")
                  .replace("RST", "SYN")
                  .replace("LISTEN", "CLOSED"));
      assertThat(other).isNotEqualTo(LIST);
      assertThat(KnownDifferences.read(other).find(difference)).as(other).isEmpty();
    }
  }

  @Test
  void wants_each_key_of_an_entry_and_steps_that_there_are() {
    assertThatThrownBy(() -> KnownDifferences.read(LIST.replace("  reason: none\n", "")))
        .hasMessageContaining("reason");
    assertThatThrownBy(() -> KnownDifferences.read(LIST.replace("< SYN seq", "< SYN sek")))
        .hasMessage("no step: < SYN sek=RCV.NXT");
    assertThatThrownBy(() -> KnownDifferences.read(LIST.replace("a server", "a proxy")))
        .hasMessage("no setting: a proxy");
  }
}
