package io.tarry.report.files;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.tarry.check.Story;
import io.tarry.report.drawing.Renderer;
import io.tarry.report.page.Course;
import io.tarry.report.page.MuseumPage;
import io.tarry.report.page.Picture;
import io.tarry.scenario.Printable;
import io.tarry.survey.Museum.Piece;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder {@code wrong-tcps} of the course: the page of the wrong TCPs, and the picture of what
 * comes of each. The same pieces give the same bytes.
 */
public final class MuseumFolder {

  private static final String NAME = "wrong-tcps";
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Renderer renderer;
  private final ReportFolder folder;

  private MuseumFolder(Path reports, Renderer renderer) {
    this.renderer = renderer;
    folder = new ReportFolder(reports.resolve(NAME));
  }

  /**
   * Writes it, and the pages of the course anew.
   *
   * @param reports the folder of the course
   * @return why something was left out, as a sentence
   * @throws ReportException if a file cannot be written
   */
  public static Optional<String> write(Path reports, List<Piece> pieces, Renderer renderer) {
    Optional<String> foreign = new MuseumFolder(reports, renderer).write(pieces);
    return foreign.or(() -> CourseFiles.write(reports).stream().findFirst());
  }

  private Optional<String> write(List<Piece> pieces) {
    Map<String, Picture> pictures = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      draw(piece).ifPresent(picture -> pictures.put(piece.wrong().id(), picture));
    }
    MuseumPage page =
        new MuseumPage(pieces, piece -> Optional.ofNullable(pictures.get(piece.wrong().id())));
    folder.write("results.json", Printable.lines(GSON.toJson(json(page))) + "\n");
    return folder
        .writeUnlessForeign("index.html", page.html(), Course.MARK)
        .or(() -> folder.writeUnlessForeign("README.md", page.browsable(), Course.MARK));
  }

  private Optional<Picture> draw(Piece piece) {
    return piece.property().story().map(story -> draw(piece, story));
  }

  private Picture draw(Piece piece, Story story) {
    String name = piece.wrong().id();
    ShownRun run =
        new ShownRun(
            piece.result(),
            piece.property(),
            story,
            Optional.empty(),
            Optional.empty(),
            Optional.of(renderer),
            Gallery.Drawn.SVG);
    String svg = renderer.svg(run.ladder());
    folder.write(name + ".svg", svg);
    return new Picture(
        piece.result(), piece.property(), name, svg, Optional.empty(), Optional.empty());
  }

  /** What the course says of the page; its results are no verdicts on right TCPs. */
  private static JsonObject json(MuseumPage page) {
    JsonObject whole = new JsonObject();
    whole.addProperty("schema", 1);
    whole.addProperty("title", MuseumPage.TITLE);
    whole.addProperty("question", MuseumPage.QUESTION);
    whole.addProperty("comment", page.comment());
    whole.add("results", new JsonArray());
    return whole;
  }
}
