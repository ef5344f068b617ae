package io.tarry.tcp.settings;

import java.math.BigDecimal;

/**
 * How long a tick is.
 *
 * @param micros in microseconds; 0 where a scenario counts in ticks and says no more
 */
public record Tick(long micros) {

  /** Of no length in particular. */
  public static final Tick NAMELESS = new Tick(0);

  private static final long MILLISECOND = 1_000;
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;

  /** Whether its length is known. */
  public boolean isNamed() {
    return micros > 0;
  }

  /** This many ticks, for people: {@code 4 ticks}, {@code 800 ms}. */
  public String say(long ticks) {
    return isNamed() ? duration(ticks * micros) : ticks + (ticks == 1 ? " tick" : " ticks");
  }

  /** A duration in its usual unit: {@code 200 ms}, {@code 8.2 s}, {@code 60 s}, {@code 2 min}. */
  private static String duration(long micros) {
    if (micros >= 2 * MINUTE && micros % MINUTE == 0) {
      return micros / MINUTE + " min";
    }
    if (micros >= SECOND || micros == 0) {
      return decimal(micros, SECOND) + " s";
    }
    return micros >= MILLISECOND ? decimal(micros, MILLISECOND) + " ms" : micros + " us";
  }

  private static String decimal(long micros, long unit) {
    BigDecimal number = BigDecimal.valueOf(micros).divide(BigDecimal.valueOf(unit));
    return number.stripTrailingZeros().toPlainString();
  }
}
