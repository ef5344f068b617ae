package io.tarry.report.page;

import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.scenario.ShippedText;
import io.tarry.survey.Museum.Piece;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The page of the wrong TCPs: of each, what is wrong with it and the shortest run that shows it.
 *
 * @param pictures the picture of a run, if it was drawn
 */
public record MuseumPage(List<Piece> pieces, Function<Piece, Optional<Picture>> pictures) {

  /** Its title. */
  public static final String TITLE = "Wrong TCPs";

  /** What it asks. */
  public static final String QUESTION = "Each of these TCPs has one mistake. What comes of it?";

  /** Keeps a copy. */
  public MuseumPage {
    pieces = List.copyOf(pieces);
  }

  /** What a reader should know. */
  public String comment() {
    long reported = pieces.stream().filter(piece -> piece.wrong().report().isPresent()).count();
    return ("%d wrong TCPs, each in a small world in which a claim holds with the right TCP and is violated with this one."
            + " Each run is a shortest one; both ends have the mistake. The first %d are a museum: somebody reported each of"
            + " their mistakes of a real TCP.")
        .formatted(pieces.size(), reported);
  }

  /** The page. */
  public String html() {
    return filled(Picture::inline);
  }

  /** The same for people who browse the repository: Markdown that is HTML all through. */
  public String browsable() {
    return Html.browsable(filled((picture, id, says) -> Html.image(picture.name() + ".svg", says)));
  }

  /** How a picture stands in the text. */
  private interface Shown {
    String of(Picture picture, String id, String says);
  }

  private String filled(Shown shown) {
    StringBuilder all = new StringBuilder();
    pieces.forEach(piece -> all.append(section(piece, shown)));
    return Html.fill(
        ShippedText.read(MuseumPage.class, "wrong-tcps.html"),
        Map.of(
            "style", ShippedText.read(MuseumPage.class, "page.css"),
            "title", Html.text(TITLE),
            "question", Html.text(QUESTION),
            "comment", Html.text(comment()),
            "pieces", all.toString()));
  }

  private String section(Piece piece, Shown shown) {
    String id = piece.wrong().id();
    Claim claim = piece.property().claim();
    String verdict = piece.property().verdict().name().toLowerCase(Locale.ROOT);
    return """
    <section aria-labelledby="%1$s">
    <h2 id="%1$s">%2$s</h2>
    <p>%3$s<code>%1$s</code></p>
    <p><span class="verdict %4$s">%4$s</span> <code>%5$s</code>: %6$s. %7$s</p>
    %8$s</section>

    """
        .formatted(
            id,
            Html.text(capital(piece.wrong().sentence())),
            piece.wrong().report().map(MuseumPage::reported).orElse(""),
            verdict,
            claim.id(),
            Html.text(claim.sentence()),
            Html.text(ending(piece)),
            pictures
                .apply(piece)
                .map(picture -> figure(piece, shown.of(picture, id + "-run", ending(piece))))
                .orElse(""));
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static String reported(String address) {
    return "Reported: <a href=\"%1$s\">%2$s</a>. Here it is "
        .formatted(Html.text(address), Html.text(address.replaceFirst("https://[^/]+/", "")));
  }

  private static String ending(Piece piece) {
    return piece
        .property()
        .story()
        .map(story -> "In %d steps: %s.".formatted(story.steps().size(), story.ending()))
        .orElse("No run comes to that, though all were searched.");
  }

  private static String figure(Piece piece, String picture) {
    boolean broken = piece.property().verdict() == Verdict.VIOLATED;
    return """
    <figure class="%s">
    <div class="paper">%s</div>
    </figure>
    """
        .formatted(broken ? "broken" : "kept", picture);
  }
}
