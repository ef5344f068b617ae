package io.tarry.survey;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.scenario.ShippedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of a setting, and the case of a lesson that says it: a search of that case decides
 * whether it may be said.
 *
 * @param setting with its value
 * @param says in a sentence
 * @param lesson the file of the lesson
 * @param caseName its case
 * @param property the property of the case that the sentence is about
 * @param verdict the one that it rests on
 */
public record SettingRisk(
    String setting, String says, String lesson, String caseName, String property, Verdict verdict) {

  private static final String FIVE = "05-time-wait-assassination.yaml";
  private static final String NINE = "09-tcp-tw-reuse.yaml";
  private static final String TEN = "10-why-tcp-tw-reuse-has-a-delay.yaml";
  private static final String OLD_BYTES = "octets-of-this-incarnation";
  private static final String DELAY = "tcp_tw_reuse_delay";

  /** How long a tick of a timestamp clock is at most: RFC 7323 section 5.4. */
  private static final long SLOWEST_CLOCK_MILLIS = 1_000;

  private static final String SEVENTEEN = "17-what-shortens-time-wait.yaml";

  /** What there is to say of these settings. */
  public static List<SettingRisk> of(Map<String, String> sysctls) {
    List<SettingRisk> all = new ArrayList<>();
    reuse(all, sysctls);
    ignoringRst(all, sysctls);
    if (sysctls.containsKey("tcp_max_tw_buckets")) {
      String value = sysctls.get("tcp_max_tw_buckets");
      all.add(
          new SettingRisk(
              "tcp_max_tw_buckets = " + value,
              "a TIME_WAIT that finds no room among these is skipped: its FIN that comes again gets a"
                  + " RST",
              SEVENTEEN,
              "tcp_max_tw_buckets has no room for the second",
              "fin-from-last-ack-never-answered-by-rst",
              Verdict.VIOLATED));
    }
    if (sysctls.containsKey("tcp_fin_timeout")) {
      String value = sysctls.get("tcp_fin_timeout");
      all.add(
          new SettingRisk(
              "tcp_fin_timeout = " + value,
              "does not set TIME_WAIT. FIN_WAIT_2 ends after it, and the FIN of a peer that closes"
                  + " later gets a RST",
              SEVENTEEN,
              "FIN_WAIT_2 ends by its timer",
              "fin-from-last-ack-never-answered-by-rst",
              Verdict.VIOLATED));
    }
    return all;
  }

  private static void reuse(List<SettingRisk> all, Map<String, String> sysctls) {
    String reuse = sysctls.get("tcp_tw_reuse");
    if (reuse == null) {
      return;
    }
    String name = "tcp_tw_reuse = " + reuse;
    Optional<Long> delay = LinuxOutput.reuseDelayMillis(sysctls);
    if (!reuse.equals("1")) {
      all.add(
          new SettingRisk(
              name,
              "connect() takes no port out of TIME_WAIT"
                  + (reuse.equals("2") ? " (but on loopback)" : ""),
              NINE,
              "without tcp_tw_reuse",
              "connect-finds-a-port",
              Verdict.VIOLATED));
    } else if (delay.isPresent()) {
      reuse(all, sysctls, name, delay.get());
    } else {
      all.add(
          new SettingRisk(
              name + ", tcp_timestamps = 0",
              "does nothing without timestamps: connect() still runs out of ports",
              NINE,
              "without timestamps it does nothing",
              "connect-finds-a-port",
              Verdict.VIOLATED));
    }
  }

  private static void reuse(
      List<SettingRisk> all, Map<String, String> sysctls, String name, long delay) {
    String after = Risk.said(delay);
    all.add(
        new SettingRisk(
            name,
            "connect() may take a port out of TIME_WAIT that has lasted more than %s; between two Linux"
                    .formatted(after)
                + " hosts no old byte gets in by that",
            TEN,
            "both hosts are Linux",
            OLD_BYTES,
            Verdict.HOLDS));
    all.add(
        new SettingRisk(
            name,
            "the delay is long enough where the peer's timestamp clock ticks at least once in "
                + after,
            TEN,
            "the delay is as long as the server's clock needs",
            OLD_BYTES,
            Verdict.HOLDS));
    boolean shorter = delay < SLOWEST_CLOCK_MILLIS;
    all.add(
        new SettingRisk(
            sysctls.containsKey(DELAY) ? DELAY + " = " + sysctls.get(DELAY) : name,
            "an old byte gets in if the peer's timestamp clock is slower than that, and the stack takes"
                + " old ACKs, as Linux does not"
                + (shorter
                    ? ". A clock may tick only once a second (RFC 7323), so that this delay is too short"
                        + " for some peers"
                    : ""),
            TEN,
            "the server's clock is slower than the delay",
            OLD_BYTES,
            Verdict.VIOLATED));
  }

  private static void ignoringRst(List<SettingRisk> all, Map<String, String> sysctls) {
    String value = sysctls.get("tcp_rfc1337");
    if (value == null) {
      return;
    }
    boolean on = value.equals("1");
    all.add(
        new SettingRisk(
            "tcp_rfc1337 = " + value,
            on
                ? "TIME_WAIT ignores RST, so nothing ends it early"
                : "a RST ends TIME_WAIT early, also one that an overtaken segment of the connection"
                    + " itself has caused",
            FIVE,
            on ? "TIME_WAIT ignores RST" : "both hosts are Linux, with its default settings",
            "time-wait-lasts",
            on ? Verdict.HOLDS : Verdict.VIOLATED));
  }

  /** The number of the lesson. */
  public String number() {
    return Integer.toString(Integer.parseInt(lesson.substring(0, 2)));
  }

  /** Searches the case. */
  public CaseResult check(Check checking) {
    Reading reading =
        ScenarioReader.read(lesson, ShippedText.read(SettingRisk.class, "lessons/" + lesson));
    if (!(reading instanceof Reading.Good good)) {
      throw new IllegalStateException("the lesson is wrong: " + reading);
    }
    Scenario scenario = good.scenario();
    Scenario.Case one =
        scenario.cases().stream()
            .filter(each -> each.name().equals(caseName))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(lesson + " has no case " + caseName));
    Claim claim =
        scenario.claims().stream()
            .filter(each -> each.id().equals(property))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(lesson + " has no claim " + property));
    return checking.of(scenario, one, List.of(Scenario.Expectation.none(claim)));
  }
}
