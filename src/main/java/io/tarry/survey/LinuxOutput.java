package io.tarry.survey;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Linux machine says of itself. */
public final class LinuxOutput {

  private static final Pattern LINE = Pattern.compile("\\s*([\\w.]+)\\s*[=:]\\s*(.*?)\\s*");
  private static final Pattern RTO = Pattern.compile("\\brto:(\\d{1,7})(?:\\.\\d+)?\\b");
  private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?) ?(ms|s|min)");
  private static final String PREFIX = "net.ipv4.";

  /** The settings of which something is said, and the values that each can have. */
  private static final ImmutableMap<String, String> KNOWN =
      ImmutableMap.of(
          "tcp_tw_reuse", "[012]",
          "tcp_tw_reuse_delay", "[1-9]\\d{0,3}|[1-5]\\d{4}|60000",
          "tcp_timestamps", "[012]",
          "tcp_rfc1337", "[01]",
          "tcp_max_tw_buckets", "\\d{1,10}",
          "tcp_fin_timeout", "\\d{1,10}");

  /** The setting of Linux 6.14 and later; earlier versions had this delay, but no setting. */
  private static final long USUAL_REUSE_DELAY = 1_000;

  private LinuxOutput() {}

  /**
   * The settings in the output of {@code sysctl net.ipv4}, by their names without that.
   *
   * @throws QuestionException if it is something else
   */
  public static Map<String, String> sysctls(String output) throws QuestionException {
    Map<String, String> values = new LinkedHashMap<>();
    boolean ofAnotherSystem = false;
    for (String line : output.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        String name = matcher.group(1);
        ofAnotherSystem |= name.startsWith("net.inet.");
        values.put(
            name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name, matcher.group(2));
      }
    }
    if (values.keySet().stream().noneMatch(name -> name.startsWith("tcp_"))) {
      throw new QuestionException(
          ofAnotherSystem
              ? "these are sysctls of another system (net.inet...); 'risk' knows those of Linux"
              : "no setting of TCP is in it; expected the output of 'sysctl net.ipv4'");
    }
    for (Map.Entry<String, String> known : KNOWN.entrySet()) {
      String value = values.get(known.getKey());
      if (value != null && !value.matches(known.getValue())) {
        throw new QuestionException("%s cannot be '%s'".formatted(known.getKey(), value));
      }
    }
    return values;
  }

  /** How many local ports connect() has; nothing if the settings do not say. */
  public static Optional<Integer> ports(Map<String, String> sysctls) throws QuestionException {
    String range = sysctls.get("ip_local_port_range");
    if (range == null) {
      return Optional.empty();
    }
    Matcher matcher = Pattern.compile("(\\d{1,5})\\s+(\\d{1,5})").matcher(range);
    if (!matcher.matches()
        || Integer.parseInt(matcher.group(1)) > Integer.parseInt(matcher.group(2))) {
      throw new QuestionException("ip_local_port_range is two ports, not '" + range + "'");
    }
    return Optional.of(Integer.parseInt(matcher.group(2)) - Integer.parseInt(matcher.group(1)) + 1);
  }

  /**
   * After how many milliseconds connect() may take a port out of TIME_WAIT; nothing if it may not.
   */
  public static Optional<Long> reuseDelayMillis(Map<String, String> sysctls) {
    boolean reuses =
        "1".equals(sysctls.get("tcp_tw_reuse"))
            && !"0".equals(sysctls.getOrDefault("tcp_timestamps", "1"));
    return reuses
        ? Optional.of(
            Optional.ofNullable(sysctls.get("tcp_tw_reuse_delay"))
                .map(Long::parseLong)
                .orElse(USUAL_REUSE_DELAY))
        : Optional.empty();
  }

  /**
   * The longest retransmission timeout in the output of {@code ss -tin}, in milliseconds: the one
   * whose repetitions come last.
   *
   * @throws QuestionException if there is none
   */
  public static long rtoMillis(String output) throws QuestionException {
    OptionalLong longest =
        RTO.matcher(output)
            .results()
            .mapToLong(result -> Long.parseLong(result.group(1)))
            .filter(millis -> millis > 0)
            .max();
    if (longest.isEmpty()) {
      throw new QuestionException("no 'rto:' is in it; expected the output of 'ss -tin'");
    }
    return longest.getAsLong();
  }

  /**
   * A time as people write it, in milliseconds.
   *
   * @param name whose it is
   * @throws QuestionException if it is none
   */
  public static long millis(String name, String written) throws QuestionException {
    Matcher matcher = TIME.matcher(written.strip());
    if (!matcher.matches()) {
      throw new QuestionException(
          "%s is a time with a unit, such as 200ms, 10s or 1min, not '%s'"
              .formatted(name, written));
    }
    long unit =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          default -> 60_000;
        };
    BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    if (millis.stripTrailingZeros().scale() > 0) {
      throw new QuestionException("%s is in whole milliseconds, not '%s'".formatted(name, written));
    }
    return millis.longValueExact();
  }
}
