package io.tarry.survey;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.rules.WrongTcp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Each wrong TCP in a small world of its own, in which a claim holds with the right TCP and is
 * violated with the wrong one.
 */
public final class Museum {

  private static final String FILE = "wrong-tcps.yaml";

  private Museum() {}

  /**
   * A wrong TCP in its world.
   *
   * @param result of the one claim that is asked there
   */
  public record Piece(WrongTcp wrong, CaseResult result) {

    /** What came of the claim. */
    public PropertyResult property() {
      return result.properties().get(0);
    }
  }

  /** The worlds: a case for each wrong TCP, of its name. */
  public static Scenario worlds() {
    return ShippedWorlds.read(FILE);
  }

  /**
   * What comes of each wrong TCP.
   *
   * @param threads how many are searched at once
   * @param heard hears of each as it is there
   */
  public static List<Piece> pieces(
      int threads, BooleanSupplier isCancelled, Consumer<Piece> heard) {
    Scenario worlds = worlds();
    List<Callable<Piece>> pieces = new ArrayList<>();
    for (WrongTcp wrong : WrongTcp.values()) {
      Scenario.Case world =
          worlds.cases().stream()
              .filter(one -> one.name().equals(wrong.id()))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(FILE + " has no case " + wrong.id()));
      List<Scenario.Expectation> asked =
          world.expectations().stream()
              .map(each -> Scenario.Expectation.none(each.claim()))
              .toList();
      Check check = Check.whole().withWrong(wrong);
      pieces.add(() -> new Piece(wrong, check.of(worlds, world, asked)));
    }
    return ParallelTasks.all(pieces, threads, isCancelled, heard);
  }
}
