package io.tarry.check;

import static io.tarry.check.LessonResults.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Divided;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Statistics;
import io.tarry.engine.Verdict;
import io.tarry.engine.options.Granularity;
import io.tarry.property.Claim;
import io.tarry.report.words.StoryArrows;
import io.tarry.report.words.WorldNames;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.world.TcpState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Each lesson under models")
public class LessonsTest {

  /** So many that several threads get something to do however a search is divided. */
  private static final long STATES_FOR_SEVERAL = 20_000;

  private static List<Scenario> lessons = List.of();

  /** All lessons, read; a lesson with a mistake fails here, with the mistake. */
  public static synchronized List<Scenario> lessons() throws IOException {
    if (lessons.isEmpty()) {
      try (Stream<Path> files = Files.list(Path.of("models"))) {
        lessons = files.sorted().map(LessonsTest::read).toList();
      }
    }
    return lessons;
  }

  private static Scenario read(Path file) {
    try {
      String label = file.toString().replace('\\', '/');
      Reading reading = ScenarioReader.read(label, Files.readString(file));
      assertThat(reading).isInstanceOf(Reading.Good.class);
      return ((Reading.Good) reading).scenario();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> gives_the_verdicts_that_it_expects() throws IOException {
    return lessons().stream()
        .flatMap(scenario ->
            scenario.cases().stream()
                .map(one ->
                    DynamicTest.dynamicTest(
                        scenario.file() + ", " + one.name(),
                        () -> {
                          CaseResult result = LessonResults.of(scenario, one);
                          assertAsExpected(result);
                          result.properties().stream()
                              .flatMap(property -> property.story().stream())
                              .forEach(LessonsTest::assertExplained);
                        })));
  }

  /**
   * Divided as usual, most lessons are too small for a second thread to get anything to do. Divided
   * as finely as can be, each state is a block of work of its own, so that all threads meet at
   * every level. What is found is compared word by word of each state, before anything is decoded.
   * {@link io.tarry.engine.ThreadsTest} does so again and again.
   */
  @TestFactory
  Stream<DynamicTest> is_the_same_to_several_threads_as_to_one() throws IOException {
    return lessons().stream()
        .flatMap(scenario ->
            scenario.cases().stream()
                .map(one ->
                    DynamicTest.dynamicTest(
                        scenario.file() + ", " + one.name(), () -> divide(scenario, one))));
  }

  private static void divide(Scenario scenario, Scenario.Case one) {
    SearchResult alone = LessonResults.found(scenario, one).result();
    Statistics size = alone.statistics();
    Divided divided =
        size.states() < STATES_FOR_SEVERAL
            ? new Divided(Granularity.FINEST, 3)
            : new Divided(Granularity.USUAL, 4);
    SearchResult together =
        Check.whole()
            .setUp(divided)
            .search(new AskedCase(scenario, one, one.expectations()))
            .result();
    assertThat(together.findings()).usingRecursiveComparison().isEqualTo(alone.findings());
    assertThat(together.stoppedBy()).isEqualTo(alone.stoppedBy());
    assertThat(together.statistics())
        .usingRecursiveComparison()
        .ignoringFields("peakBytes")
        .isEqualTo(size);
  }

  /** The end of a run is explained, each step has its reason, and the cause is among them. */
  private static void assertExplained(Story story) {
    List<Story.Step> happened = story.steps().stream().filter(step -> !step.isTick()).toList();
    if (happened.isEmpty()) {
      assertThat(story.causes()).isEmpty();
      return;
    }
    assertThat(story.causes()).doesNotHaveDuplicates().isSorted();
    assertThat(story.causes())
        .map(number -> story.steps().get(number - 1))
        .allSatisfy(step -> {
          assertThat(step.isTick()).isFalse();
          assertThat(step.why()).isNotBlank();
          assertThat(step.source()).isNotBlank();
        });
    Story.Step last = happened.get(happened.size() - 1);
    assertThat(story.causes()).contains(last.number());
    last.arrives()
        .ifPresent(arrow -> assertThat(story.causes()).contains(sending(story, arrow).number()));
    List<Integer> losses =
        happened.stream().filter(s -> s.lost().isPresent()).map(Story.Step::number).toList();
    if (losses.size() <= 2) {
      assertThat(story.causes()).containsAll(losses);
    }
  }

  /** The step that put that arrow into the network. */
  private static Story.Step sending(Story story, int arrow) {
    return story.steps().stream()
        .filter(step ->
            Stream.concat(step.sent().stream(), step.copy().stream())
                .anyMatch(sent -> sent.number() == arrow))
        .findFirst()
        .orElseThrow();
  }

  static List<String> causes(Story story) {
    WorldNames words = new WorldNames(story.setup());
    StoryArrows arrows = new StoryArrows(story);
    return story.causes().stream()
        .map(number -> story.steps().get(number - 1))
        .map(step -> words.action(step, arrows) + ": " + step.why())
        .toList();
  }

  @Test
  void nine_the_ack_that_the_syn_drew_draws_the_rst() throws IOException {
    Story story = story("09-tcp-tw-reuse.yaml", "the last ACK may be lost", "syn-meets-last-ack");

    List<Story.Step> steps = story.steps();
    Story.Step rstArrives = steps.get(steps.size() - 1);
    Story.Step ackArrives = sending(story, rstArrives.arrives().orElseThrow());
    Story.Step synArrives = sending(story, ackArrives.arrives().orElseThrow());
    Story.Step connect = sending(story, synArrives.arrives().orElseThrow());

    assertThat(rstArrives.changes()).singleElement().matches(c -> c.from() == TcpState.LAST_ACK);
    assertThat(ackArrives.sent()).singleElement().matches(a -> a.kind() == SegmentKind.RST);
    assertThat(synArrives.sent()).singleElement().matches(a -> a.kind() == SegmentKind.ACK);
    assertThat(connect.sent()).singleElement().matches(a -> a.kind() == SegmentKind.SYN);
    assertThat(connect.changes()).singleElement().matches(c -> c.from() == TcpState.TIME_WAIT);
    assertThat(steps.stream().flatMap(step -> step.sent().stream()))
        .noneMatch(Story.Arrow::retransmission);
  }

  @Test
  void fourteen_the_older_timestamp_and_what_it_was_compared_with_are_the_cause()
      throws IOException {
    Story story = story("14-tcp-tw-recycle.yaml", "with recycling", "syn-always-answered");

    assertThat(causes(story)).hasSize(3);
    assertThat(causes(story).get(0)).contains("TSval=30", "the address's last timestamp is kept");
    assertThat(causes(story).get(1)).contains("connect(3)");
    assertThat(causes(story).get(2)).contains("TSval=0", "Its timestamp is older than the last");
  }

  @Test
  void fourteen_a_connect_that_fails_says_that_its_syn_was_refused() throws IOException {
    Story story = story("14-tcp-tw-recycle.yaml", "with recycling", "connect-succeeds");

    assertThat(causes(story)).anySatisfy(cause -> assertThat(cause).contains("is older than the"));
    assertThat(causes(story)).anySatisfy(cause -> assertThat(cause).contains("timestamp is kept"));
  }

  @Test
  void fourteen_without_recycling_a_time_wait_that_ignores_rst_refuses_the_older_timestamp()
      throws IOException {
    Story story =
        story(
            "14-tcp-tw-recycle.yaml",
            "without recycling, one port for both, and TIME_WAIT ignores RST",
            "nobody-gives-up");

    assertThat(causes(story)).anySatisfy(cause -> assertThat(cause).contains("is older than the"));
    assertThat(causes(story)).anySatisfy(cause -> assertThat(cause).contains("ignores RST"));
  }

  @Test
  void seventeen_an_abort_gives_up_a_byte_that_the_network_lost() throws IOException {
    Story story =
        story("17-what-shortens-time-wait.yaml", "SO_LINGER of 0 seconds", "all-octets-arrive");

    assertThat(causes(story)).anySatisfy(cause -> assertThat(cause).contains("ABORT sends RST"));
    assertThat(causes(story)).anySatisfy(cause -> assertThat(cause).contains("len=1 is lost"));
    assertThat(story.steps())
        .flatExtracting(Story.Step::changes)
        .noneMatch(change -> change.to() == TcpState.TIME_WAIT);
  }

  @Test
  void is_in_the_table_of_the_readme_in_its_place_and_so_are_no_others() throws IOException {
    List<String> rows =
        Files.readString(Path.of("README.md"))
            .lines()
            .filter(line -> line.matches("\\| [0-9]+\\. .*"))
            .map(line -> line.replaceFirst("^\\| ([0-9]+)\\. .*\\(models/([^)]*)\\).*", "$1 $2"))
            .toList();
    List<String> lessons =
        course().stream()
            .map(each -> each.file().replaceFirst(".*/", ""))
            .map(name -> Integer.parseInt(name.substring(0, 2)) + " " + name)
            .toList();
    assertThat(rows).containsExactlyElementsOf(lessons);
  }

  @Test
  void is_in_the_course_of_the_reports_under_its_number_to_which_the_readme_leads()
      throws IOException {
    List<String> headings =
        Files.readString(Path.of("reports", "README.md"))
            .lines()
            .filter(line -> line.matches("## [0-9]+\\. .*"))
            .map(line -> line.substring("## ".length()).replace("\\_", "_"))
            .toList();
    List<String> titles = new ArrayList<>();
    for (Scenario each : course()) {
      String number = each.file().replaceFirst(".*/0*([0-9]+)-.*", "$1");
      titles.add(number + ". " + each.title());
    }
    assertThat(headings).containsExactlyElementsOf(titles);
    List<String> anchors =
        headings.stream()
            .map(text -> text.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-'))
            .toList();
    List<String> links =
        Pattern.compile("reports/README\\.md#([^)\\s]*)")
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(link -> link.group(1))
            .toList();
    assertThat(links).hasSizeGreaterThan(titles.size()).isSubsetOf(anchors);
  }

  /** The lessons in the order in which they are best read: by place, those without one last. */
  private static List<Scenario> course() throws IOException {
    return lessons().stream()
        .sorted(
            Comparator.comparingInt((Scenario each) -> each.course().orElse(Integer.MAX_VALUE))
                .thenComparing(Scenario::file))
        .toList();
  }

  @Test
  void and_the_example_of_the_readme_gives_the_verdicts_that_it_expects() throws IOException {
    Matcher example =
        Pattern.compile("^    title:.*?(?=\n\n)", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).isTrue();
    String text = example.group().replaceAll("(?m)^    ", "");
    Scenario scenario = ((Reading.Good) ScenarioReader.read("mine.yaml", text)).scenario();
    for (Scenario.Case one : scenario.cases()) {
      assertAsExpected(Check.whole().of(scenario, one));
    }
  }

  private static void assertAsExpected(CaseResult result) {
    assertThat(result.stoppedBy()).isEmpty();
    assertThat(result.properties())
        .allSatisfy(property ->
            assertThat(property.verdict())
                .as(property.claim().id())
                .isEqualTo(property.expected().orElseThrow()));
  }

  @TestFactory
  Stream<DynamicTest> shows_its_leading_property_hold_and_break() throws IOException {
    return lessons().stream()
        .map(scenario ->
            DynamicTest.dynamicTest(
                scenario.file(),
                () -> {
                  Claim leading = scenario.cases().get(0).expectations().get(0).claim();
                  assertThat(expectedOf(scenario, leading))
                      .contains(Verdict.HOLDS, Verdict.VIOLATED);
                }));
  }

  private static Set<Verdict> expectedOf(Scenario scenario, Claim claim) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (Scenario.Case one : scenario.cases()) {
      for (Scenario.Expectation expectation : one.expectations()) {
        if (expectation.claim() == claim) {
          expectation.verdict().ifPresent(verdicts::add);
        }
      }
    }
    return verdicts;
  }

  @Test
  void is_written_down_in_full_so_that_a_checkpoint_knows_its_world() throws IOException {
    for (Scenario scenario : lessons()) {
      for (Scenario.Case one : scenario.cases()) {
        // An object without words of its own would be written as its place in memory.
        assertThat(one.settings().toString()).doesNotContainPattern("@[0-9a-f]{4,}");
      }
    }
  }
}
