package io.tarry.report.files;

import io.tarry.report.drawing.DotText;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.DrawingException;
import io.tarry.report.drawing.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A run's ladder, as SVG, PNG and DOT. */
final class LadderFiles implements RunFormat {

  private static final String SVG = ".svg";
  private static final String PNG = ".png";
  private static final String DOT = ".dot";

  @Override
  public List<String> endings() {
    return List.of(SVG, PNG, DOT);
  }

  @Override
  public Made write(Run run, ReportFolder folder, String name) {
    Drawing ladder = run.ladder();
    boolean changed = folder.write(name + DOT, DotText.of(ladder));
    List<String> files = new ArrayList<>();
    Optional<String> svg = Optional.empty();
    Optional<String> failure = Optional.empty();
    try {
      svg = run.renderer().flatMap(with -> with.svg(ladder));
      if (svg.isPresent()) {
        files.addAll(pictures(run, svg.get(), folder, name));
      }
    } catch (DrawingException e) {
      failure = Optional.of("cannot draw " + name + ": " + e.getMessage());
    }
    if (svg.isEmpty() && changed) { // older pictures stay only if they still are right
      folder.remove(name + SVG);
      folder.remove(name + PNG);
    }
    files.add(name + DOT);
    return new Made(files, svg, failure);
  }

  /** Writes the SVG and, where it is wanted, the PNG; gives the names of both. */
  private static List<String> pictures(Run run, String svg, ReportFolder folder, String name) {
    if (!folder.has(name + SVG, svg)) {
      folder.remove(name + PNG); // first, so that a PNG is always of the SVG beside it
      folder.write(name + SVG, svg);
    }
    boolean wanted = run.drawn() != Gallery.Drawn.SVG && !folder.has(name + PNG);
    if (wanted || run.drawn() == Gallery.Drawn.SVG_AND_PNG) {
      Renderer renderer = run.renderer().orElseThrow();
      renderer.png(svg).ifPresent(png -> folder.write(name + PNG, png));
    }
    return Stream.of(name + SVG, name + PNG).filter(folder::has).toList();
  }
}
