package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check that is saved")
class SavedCheckTest extends CheckRuns {

  @Test
  void a_saved_check_goes_on_and_is_not_overwritten() throws IOException {
    String file = file("good.yaml", GOOD).toString();
    String saved = folder.resolve("saved").toString();
    CommandRun first = check(file, "--checkpoint", saved, "--max-states", "20");
    assertThat(first.exit()).isEqualTo(3);

    CommandRun again = check(file, "--checkpoint", saved);
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("holds a saved search already").contains("--resume");

    CommandRun resumed = check(file, "--resume", saved);
    assertThat(resumed.exit()).isZero();
    assertThat(resumed.out())
        .contains("47 states   depth  11")
        .contains("2 verdicts, all as expected");
  }

  @Test
  void a_check_goes_on_as_the_same_or_says_what_differs() throws IOException {
    String own =
        """
        properties:
          mine:
            never: client.state == SYN_SENT
            says: What I care about
        expect: { mine: holds }
        """;
    String world = GOOD.substring(0, GOOD.indexOf("cases:"));
    String saved = folder.resolve("saved").toString();
    String file = file("own.yaml", world + own).toString();
    assertThat(check(file, "--checkpoint", saved).exit()).isZero();
    assertThat(check(file, "--resume", saved).exit()).isZero();

    file("own.yaml", world + own.replace("SYN_SENT", "TIME_WAIT"));
    CommandRun edited = check(file, "--resume", saved);
    assertThat(edited.exit()).isEqualTo(4);
    assertThat(edited.err())
        .contains("property mine, claim was 'not (client.state == SYN_SENT)'")
        .contains("and is 'not (client.state == TIME_WAIT)'");

    file("own.yaml", world.replace("msl: 1", "msl: 2") + own);
    CommandRun slower = check(file, "--resume", saved);
    assertThat(slower.exit()).isEqualTo(4);
    assertThat(slower.err()).contains("setting time.msl was '1', and is '2'");

    CommandRun other = check(file("other.yaml", world + own).toString(), "--resume", saved);
    assertThat(other.exit()).isEqualTo(4);
    assertThat(other.err()).contains("none of these searches was saved there");
  }

  @Test
  void two_searches_of_one_name_are_not_saved_in_one_folder() throws IOException {
    Path one = file("good.yaml", GOOD);
    Path same = Files.createDirectory(folder.resolve("more")).resolve("good.yaml");
    Files.writeString(same, GOOD);

    CommandRun both =
        check(one.toString(), same.toString(), "--checkpoint", folder.resolve("saved").toString());

    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.err()).contains("two searches are called 'good.yaml, one'");
  }

  @Test
  void what_was_saved_and_damaged_is_refused_with_exit_4() throws IOException {
    String file = file("good.yaml", GOOD).toString();
    Path saved = folder.resolve("saved");
    check(file, "--checkpoint", saved.toString());
    try (Stream<Path> searches = Files.list(saved)) {
      for (Path search : searches.toList()) {
        Files.write(search.resolve("index"), new byte[100]);
      }
    }

    CommandRun resumed = check(file, "--resume", saved.toString());

    assertThat(resumed.exit()).isEqualTo(4);
    assertThat(resumed.err())
        .startsWith("tarry: " + saved)
        .contains("damaged")
        .doesNotContain("at ");
    assertThat(check(file, "--resume", folder.resolve("none").toString()).exit()).isEqualTo(4);
    assertThat(check(file, "--resume", "a", "--checkpoint", "b").exit()).isEqualTo(2);
  }
}
