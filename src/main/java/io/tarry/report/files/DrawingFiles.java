package io.tarry.report.files;

import io.tarry.report.drawing.DotText;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.DrawingException;
import io.tarry.report.drawing.Renderer;
import io.tarry.report.page.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Drawings of a run, each as SVG, PNG and DOT. */
enum DrawingFiles implements RunFormat {
  /** Its ladder. */
  LADDER("") {
    @Override
    Optional<Drawing> draw(ShownRun run) {
      return Optional.of(run.ladder());
    }
  },
  /** Beside it, what the passing case makes of the same events. */
  TWINS(Picture.TWIN) {
    @Override
    Optional<Drawing> draw(ShownRun run) {
      return run.twins();
    }
  };

  private static final String SVG = ".svg";
  private static final String PNG = ".png";
  private static final String DOT = ".dot";

  private final String infix;

  DrawingFiles(String infix) {
    this.infix = infix;
  }

  /** The drawing, where there is one. */
  abstract Optional<Drawing> draw(ShownRun run);

  @Override
  public List<String> endings() {
    return Stream.of(SVG, PNG, DOT).map(infix::concat).toList();
  }

  @Override
  public Made write(ShownRun run, ReportFolder folder, String name) {
    return draw(run)
        .map(drawing -> write(drawing, run, folder, name + infix))
        .orElse(new Made(List.of(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private Made write(Drawing drawing, ShownRun run, ReportFolder folder, String name) {
    boolean changed = folder.write(name + DOT, DotText.of(drawing));
    List<String> files = new ArrayList<>();
    Optional<String> svg = Optional.empty();
    Optional<String> failure = Optional.empty();
    try {
      svg = run.renderer().map(with -> with.svg(drawing));
      if (svg.isPresent()) {
        files.addAll(pictures(run, svg.get(), folder, name));
      }
    } catch (DrawingException e) {
      failure = Optional.of("cannot draw " + name + ": " + e.getMessage());
    }
    if (svg.isEmpty() && changed) { // older pictures stay only if they are still right
      folder.remove(name + SVG);
      folder.remove(name + PNG);
    }
    files.add(name + DOT);
    return new Made(files, svg, failure, Optional.empty());
  }

  /** Writes the SVG and, if wanted, the PNG; returns the names of both. */
  private static List<String> pictures(ShownRun run, String svg, ReportFolder folder, String name) {
    boolean same = folder.has(name + SVG, svg);
    if (!same || folder.isOlder(name + PNG, name + SVG)) { // git may have brought a new SVG
      folder.remove(name + PNG); // first, so that a PNG always belongs to the SVG beside it
    }
    folder.write(name + SVG, svg);
    boolean wanted = run.drawn() != Gallery.Drawn.SVG && !folder.has(name + PNG);
    if (wanted || run.drawn() == Gallery.Drawn.SVG_AND_PNG) {
      Renderer renderer = run.renderer().orElseThrow();
      renderer.png(svg).ifPresent(png -> folder.write(name + PNG, png));
    }
    return Stream.of(name + SVG, name + PNG).filter(folder::has).toList();
  }
}
