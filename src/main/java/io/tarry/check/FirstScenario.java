package io.tarry.check;

import io.tarry.engine.Verdict;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.scenario.ShippedText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes a scenario to go on from, with comments. What it expects is what a search of it has found.
 *
 * @param stack of both ends, as a scenario names it
 * @param closesFirst who calls close() without waiting for the other
 * @param timeWait in ticks, more than 0
 */
public record FirstScenario(
    String stack, Closer closesFirst, int lose, int duplicate, boolean reorder, int timeWait) {

  /** Who closes first. */
  public enum Closer {
    CLIENT,
    SERVER,
    /** Each as soon as it has what it waits for, so that both may at the same moment. */
    BOTH
  }

  private static final String TEMPLATE = "first-scenario.yaml";

  private static final List<String> CLAIMS =
      List.of(
          "fin-from-last-ack-never-answered-by-rst",
          "no-rst-after-graceful-close",
          "no-stuck-state",
          "never-both-in-time-wait");

  /**
   * The text of the file.
   *
   * @param checking how to search
   */
  public String text(Check checking) {
    String anything = expected(Verdict.HOLDS);
    Scenario draft = read(filled(anything, anything));
    List<String> found =
        draft.cases().stream().map(one -> expected(checking.of(draft, one))).toList();
    return filled(found.get(0), found.get(1));
  }

  private static Scenario read(String text) {
    Reading reading = ScenarioReader.read(TEMPLATE, text);
    if (reading instanceof Reading.Good good) {
      return good.scenario();
    }
    throw new IllegalStateException("the first scenario is wrong: " + reading);
  }

  private static String expected(Verdict verdict) {
    return CLAIMS.stream().map(id -> line(id, verdict)).collect(Collectors.joining("\n"));
  }

  private static String expected(CaseResult result) {
    return result.properties().stream()
        .map(one -> line(one.claim().id(), one.verdict()))
        .collect(Collectors.joining("\n"));
  }

  private static String line(String id, Verdict verdict) {
    return "      " + id + ": " + verdict.name().toLowerCase(Locale.ROOT);
  }

  private String filled(String with, String without) {
    boolean clientWaits = closesFirst == Closer.SERVER;
    boolean serverWaits = closesFirst == Closer.CLIENT;
    return ShippedText.read(FirstScenario.class, TEMPLATE)
        .replace("@TITLE@", title())
        .replace("@STACK@", stack)
        .replace("@CLIENT@", "send 1, receive 1, close" + (clientWaits ? " on eof" : ""))
        .replace("@SERVER@", "receive 1, send 1, close" + (serverWaits ? " on eof" : ""))
        .replace("@LOSE@", Integer.toString(lose))
        .replace("@DUPLICATE@", Integer.toString(duplicate))
        .replace("@REORDER@", Boolean.toString(reorder))
        .replace("@TIME_WAIT@", Integer.toString(timeWait))
        .replace("@WITH@", with)
        .replace("@WITHOUT@", without);
  }

  private String title() {
    return switch (closesFirst) {
      case CLIENT -> "A request, an answer, and the client closes first";
      case SERVER -> "A request, an answer, and the server closes first";
      case BOTH -> "A request, an answer, and each end closes when it is done";
    };
  }
}
