package io.tarry.report.files;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.check.Twin;
import io.tarry.check.Twins;
import io.tarry.engine.Property;
import io.tarry.engine.Verdict;
import io.tarry.report.drawing.Renderer;
import io.tarry.report.page.Course;
import io.tarry.report.page.LessonPage;
import io.tarry.report.page.Picture;
import io.tarry.report.words.KernelStamp;
import io.tarry.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of pictures and results. In it each scenario has a folder named after its file, with
 * {@code results.json} and the pictures {@code <case>.<property>.dot}, {@code .svg} and {@code
 * .png}. There is a picture for the first property, whatever its run shows; for every
 * counterexample; for everything reachable that was reached; and for some witness if there is none
 * of these. Where no run comes to the danger of a property, there is no picture, and the results
 * say so. Beside a counterexample that has a twin stands {@code <case>.<property>.twin.svg}, both
 * in one drawing.
 *
 * <p>A PNG takes longer than everything else, and shows the same as the SVG; so it is drawn only if
 * there is none of exactly this SVG yet, or if all are asked for.
 *
 * <p>What a kernel said to the runs, which {@code lab} leaves there as {@code lab.json}, stands
 * with them. The same results give the same bytes, except that those of a PNG depend on the fonts
 * of the machine. Pictures of an earlier check of the same scenario that are no longer made are
 * removed: those that its {@code results.json} lists, and those of its cases and properties.
 * Nothing else is touched. A check of only some cases or properties leaves the pictures of the
 * others alone, and {@code results.json} and the page too; if there is no {@code results.json} yet,
 * it writes a page of those cases.
 */
public final class Gallery implements AutoCloseable {

  private static final String RESULTS = "results.json";
  private static final String PAGE = "index.html";

  /** What is drawn; DOT and results are always written. */
  public enum Drawn {
    NOTHING,
    /** Each SVG. */
    SVG,
    /** Each SVG, and a PNG where there is none of that SVG yet. */
    SVG_AND_MISSING_PNG,
    /** Each SVG and each PNG. */
    SVG_AND_PNG
  }

  private final Path out;
  private final Drawn drawn;
  private final List<RunFormat> formats;
  private final Optional<Renderer> renderer;
  private final FileNames names = new FileNames();
  private final DrawingThreads threads = new DrawingThreads();

  /** A picture to be drawn. */
  private record Job(
      CaseResult result,
      PropertyResult property,
      Story story,
      Optional<Twin> twin,
      Optional<KernelStamp> stamp,
      ReportFolder folder,
      String name) {
    Job withoutTwin() {
      return new Job(result, property, story, Optional.empty(), stamp, folder, name);
    }
  }

  /** The files of one result, and why a picture is missing, if something went wrong. */
  private record Entry(
      ResultKey result,
      List<String> files,
      Optional<Picture> picture,
      List<String> failures,
      List<String> obstacles) {}

  /** What belongs to one scenario. */
  private record Lesson(
      List<CaseResult> results, ReportFolder folder, List<Job> jobs, boolean complete) {}

  /**
   * Opens the gallery. Nothing is written yet.
   *
   * @param out its folder, created when needed
   */
  public Gallery(Path out, Drawn drawn) {
    this(out, drawn, Set.of());
  }

  /** The same, which also writes each run in these formats. */
  public Gallery(Path out, Drawn drawn, Set<ExportFormat> also) {
    this(
        out,
        drawn,
        Stream.concat(
                RunFormat.ALWAYS.stream(),
                RunFormat.ON_REQUEST.stream().filter(files -> also.contains(files.format())))
            .toList(),
        drawn == Drawn.NOTHING ? Optional.empty() : Optional.of(Renderer.create()));
  }

  /** Makes a gallery with another renderer. */
  Gallery(Path out, Drawn drawn, Renderer renderer) {
    this(out, drawn, RunFormat.ALWAYS, Optional.of(renderer));
  }

  private Gallery(Path out, Drawn drawn, List<RunFormat> formats, Optional<Renderer> renderer) {
    this.out = out;
    this.drawn = drawn;
    this.formats = formats;
    this.renderer = renderer;
  }

  /**
   * Writes everything for these results; all results of one scenario have to come in one call.
   *
   * @throws ReportException if a file cannot be written
   */
  public WrittenFiles write(List<CaseResult> results) {
    Map<String, List<CaseResult>> byFile = new LinkedHashMap<>();
    for (CaseResult result : results) {
      byFile.computeIfAbsent(result.scenario().file(), file -> new ArrayList<>()).add(result);
    }
    List<Lesson> lessons = byFile.values().stream().map(this::prepare).toList();
    List<Job> jobs = lessons.stream().flatMap(lesson -> lesson.jobs.stream()).toList();
    Map<ResultKey, List<String>> files = new HashMap<>();
    List<String> failures = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>();
    Map<ResultKey, Picture> pictures = new HashMap<>();
    for (Entry entry :
        threads.all(jobs.stream().<Callable<Entry>>map(job -> () -> draw(job)).toList())) {
      files.put(entry.result, entry.files);
      entry.picture.ifPresent(picture -> pictures.put(entry.result, picture));
      failures.addAll(entry.failures);
      missing.addAll(entry.obstacles);
    }
    renderer.ifPresent(with -> missing.addAll(with.missing()));
    threads
        .all(
            lessons.stream()
                .<Callable<Optional<String>>>map(lesson -> () -> page(lesson, pictures))
                .toList())
        .forEach(foreign -> foreign.ifPresent(missing::add));
    Map<String, String> pages = new HashMap<>();
    if (drawn != Drawn.NOTHING) {
      missing.addAll(CourseFiles.write(out));
      lessons.stream()
          .filter(lesson -> lesson.folder.has(PAGE))
          .forEach(lesson ->
              pages.put(
                  lesson.results.get(0).scenario().file(), relative(lesson.folder.file(PAGE))));
    }
    return new WrittenFiles(files, pages, List.copyOf(missing), failures);
  }

  @Override
  public void close() {
    threads.close();
  }

  /** Writes everything of a scenario except the pictures, which are returned. */
  private Lesson prepare(List<CaseResult> results) {
    Scenario scenario = results.get(0).scenario();
    ReportFolder folder = new ReportFolder(out.resolve(names.folder(scenario.file())));
    Map<String, String> caseNames = FileNames.cases(scenario);
    Twins twins = new Twins(results);
    List<Job> jobs = new ArrayList<>();
    Set<String> notRun = new HashSet<>();
    for (Scenario.Case each : scenario.cases()) {
      for (Scenario.Expectation expectation : each.expectations()) {
        notRun.add(caseNames.get(each.name()) + "." + expectation.claim().id());
      }
    }
    for (CaseResult result : results) {
      String prefix = caseNames.getOrDefault(result.caseName(), FileNames.slug(result.caseName()));
      result.properties().forEach(p -> notRun.remove(prefix + "." + p.claim().id()));
      for (PropertyResult property : drawn(result)) {
        String name = prefix + "." + property.claim().id();
        Story story = property.story().orElseThrow();
        Optional<Twin> twin = twins.of(result, property);
        Optional<KernelStamp> stamp = LabFolder.said(folder, result, property).map(KernelStamp::of);
        jobs.add(new Job(result, property, story, twin, stamp, folder, name));
      }
    }
    Set<String> stale = new HashSet<>(earlier(folder));
    for (String caseName : caseNames.values()) {
      scenario.claims().forEach(claim -> stale.add(caseName + "." + claim.id()));
    }
    stale.removeAll(notRun);
    jobs.forEach(job -> stale.remove(job.name));
    folder.remove(stale, RunFormat.allEndings().toList());
    Set<String> redrawn = jobs.stream().map(Job::name).collect(Collectors.toSet());
    RunFormat.ON_REQUEST.stream() // what stays from an earlier check could be of another run
        .filter(format -> !formats.contains(format))
        .forEach(format -> folder.remove(redrawn, format.endings()));
    if (!notRun.isEmpty()) {
      // The other cases are the ones that a twin would be found among.
      return new Lesson(results, folder, jobs.stream().map(Job::withoutTwin).toList(), false);
    }
    Map<ResultKey, String> pictures = new HashMap<>();
    Map<ResultKey, String> passing = new HashMap<>();
    for (Job job : jobs) {
      ResultKey key = ResultKey.of(job.result, job.property);
      pictures.put(key, job.name);
      job.twin.ifPresentOrElse(
          twin -> passing.put(key, twin.passing().caseName()),
          () -> folder.remove(Set.of(job.name), DrawingFiles.TWINS.endings()));
    }
    folder.write(RESULTS, ResultsJson.stable(results, pictures, passing));
    return new Lesson(results, folder, jobs, true);
  }

  /** Writes the page of a scenario; of a part of it only where the whole was never checked. */
  private Optional<String> page(Lesson lesson, Map<ResultKey, Picture> pictures) {
    boolean wholePageStays = !lesson.complete && lesson.folder.has(RESULTS);
    if (drawn == Drawn.NOTHING || wholePageStays) {
      return Optional.empty();
    }
    List<Picture> ofLesson =
        lesson.jobs.stream()
            .map(job -> pictures.get(ResultKey.of(job.result, job.property)))
            .filter(Objects::nonNull)
            .toList();
    Map<String, String> caseNames = FileNames.cases(lesson.results.get(0).scenario());
    String page = LessonPage.of(lesson.results, ofLesson, caseNames);
    return lesson.folder.writeUnlessForeign(PAGE, page, Course.MARK);
  }

  /** The names of the pictures of an earlier check. */
  private static Set<String> earlier(ReportFolder folder) {
    Optional<String> written = folder.read(RESULTS);
    return written
        .map(text -> ResultsJson.pictures(text).orElseThrow(() -> folder.isNotOurs(RESULTS)))
        .orElse(Set.of());
  }

  /** The results of a case that get a picture, in order. */
  public static List<PropertyResult> drawn(CaseResult result) {
    List<PropertyResult> told =
        result.properties().stream().filter(p -> p.story().isPresent()).toList();
    List<PropertyResult> chosen = new ArrayList<>();
    for (PropertyResult property : told) {
      boolean reached =
          property.claim().property().kind() == Property.Kind.REACHABLE
              && property.verdict() == Verdict.HOLDS;
      boolean leading = property.equals(result.properties().get(0));
      if (leading || reached || property.verdict() == Verdict.VIOLATED) {
        chosen.add(property);
      }
    }
    return chosen.isEmpty() ? told.stream().limit(1).toList() : chosen;
  }

  private Entry draw(Job job) {
    ShownRun run =
        new ShownRun(job.result, job.property, job.story, job.twin, job.stamp, renderer, drawn);
    List<RunFormat.Made> made =
        formats.stream().map(format -> format.write(run, job.folder, job.name)).toList();
    return new Entry(
        ResultKey.of(job.result, job.property),
        made.stream()
            .flatMap(each -> each.files().stream())
            .map(name -> relative(job.folder.file(name)))
            .toList(),
        made.stream()
            .flatMap(each -> each.svg().stream())
            .findFirst()
            .map(svg ->
                new Picture(
                    job.result,
                    job.property,
                    job.name,
                    svg,
                    job.twin.map(twin -> twin.passing().caseName()),
                    job.stamp)),
        made.stream().flatMap(each -> each.failure().stream()).toList(),
        made.stream().flatMap(each -> each.obstacle().stream()).toList());
  }

  private static String relative(Path file) {
    Path here = Path.of("").toAbsolutePath().normalize();
    Path whole = file.toAbsolutePath().normalize();
    Path shown = whole.startsWith(here) ? here.relativize(whole) : whole;
    return shown.toString().replace('\\', '/');
  }
}
