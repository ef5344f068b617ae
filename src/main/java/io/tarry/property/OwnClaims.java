package io.tarry.property;

import io.tarry.engine.Property;
import io.tarry.engine.StepTest;
import io.tarry.property.expression.Condition;
import io.tarry.property.expression.Parsed;
import io.tarry.tcp.Part;
import io.tarry.tcp.Settings.Ghost;
import io.tarry.tcp.TcpModel;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Claims that a user makes of expressions. */
public final class OwnClaims {

  private OwnClaims() {}

  /** A claim's name, what people are told of it, and where it stands: {@code file:line}. */
  public record About(String id, Optional<String> says, String source) {}

  /** Each step is so. */
  public static Claim always(About about, Parsed.Good condition) {
    return claim(
        about,
        "Always: " + condition.text(),
        "This is not so: " + condition.text(),
        "To the end, and always: " + condition.text(),
        Property.always(about.id(), test(condition)).witnessedBy(Facts.CONNECTION_ENDS.asTest()),
        condition.ghosts(),
        condition.toldApart());
  }

  /** Each step that meets the premise is so. */
  public static Claim always(About about, Parsed.Good premise, Parsed.Good condition) {
    String when = "When " + premise.text() + ": ";
    Set<Ghost> ghosts = new HashSet<>(premise.ghosts());
    ghosts.addAll(condition.ghosts());
    Set<Part> toldApart = new HashSet<>(premise.toldApart());
    toldApart.addAll(condition.toldApart());
    return claim(
        about,
        when + condition.text(),
        when + "this is not so: " + condition.text(),
        when + condition.text(),
        Property.always(about.id(), test(premise), test(condition)),
        ghosts,
        toldApart);
  }

  /** No step is so. */
  public static Claim never(About about, Parsed.Good condition) {
    return claim(
        about,
        "Never: " + condition.text(),
        "This was never to be: " + condition.text(),
        "To the end, and never: " + condition.text(),
        Property.never(about.id(), test(condition)).witnessedBy(Facts.CONNECTION_ENDS.asTest()),
        condition.ghosts(),
        condition.toldApart());
  }

  /** Some step is so. */
  public static Claim reachable(About about, Parsed.Good condition) {
    return claim(
        about,
        "Some run leads to: " + condition.text(),
        "No run leads to: " + condition.text(),
        "Reached: " + condition.text(),
        Property.reachable(about.id(), test(condition)),
        condition.ghosts(),
        condition.toldApart());
  }

  private static StepTest<TcpModel> test(Parsed.Good expression) {
    Condition condition = expression.condition();
    return (model, before, action, after) -> condition.of(model);
  }

  private static Claim claim(
      About about,
      String sentence,
      String breach,
      String shows,
      Property<TcpModel> property,
      Set<Ghost> ghosts,
      Set<Part> toldApart) {
    return new Claim(
        about.id(),
        about.says().orElse(sentence),
        about.source(),
        breach,
        shows,
        ghosts,
        toldApart,
        property);
  }
}
