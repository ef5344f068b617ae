package io.tarry.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers with a unit, as users write them. */
final class Quantities {

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,12})\\s*([a-zA-Z]*)");

  private Quantities() {}

  /** 512M, 2G: bytes, in powers of 1024. */
  static final class Size implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      Matcher matcher = match(text, "a size such as 512M or 2G");
      long unit =
          switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
            case "K", "KB", "KIB" -> 1L << 10;
            case "M", "MB", "MIB" -> 1L << 20;
            case "G", "GB", "GIB" -> 1L << 30;
            default -> throw wrong(text, "a size such as 512M or 2G");
          };
      return positive(text, Long.parseLong(matcher.group(1)), unit, "a size such as 512M or 2G");
    }
  }

  /** 500ms, 30s, 5m, 1h. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Matcher matcher = match(text, "a time such as 30s, 5m or 1h");
      long millis =
          switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m", "min" -> 60_000;
            case "h" -> 3_600_000;
            default -> throw wrong(text, "a time such as 30s, 5m or 1h");
          };
      return Duration.ofMillis(
          positive(text, Long.parseLong(matcher.group(1)), millis, "a time such as 30s, 5m or 1h"));
    }
  }

  /** 1000, 1_000_000. */
  static final class Count implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      String digits = text.replace("_", "").replace(",", "");
      if (!digits.matches("\\d{1,18}")) {
        throw wrong(text, "a number from 1, such as 1000000");
      }
      return positive(text, Long.parseLong(digits), 1, "a number from 1, such as 1000000");
    }
  }

  /** 1 to 1024. */
  static final class Threads implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("\\d{1,4}")
          || Integer.parseInt(text) < 1
          || Integer.parseInt(text) > 1024) {
        throw wrong(text, "a number of threads from 1 to 1024");
      }
      return Integer.parseInt(text);
    }
  }

  private static Matcher match(String text, String expected) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      throw wrong(text, expected);
    }
    return matcher;
  }

  private static long positive(String text, long number, long unit, String expected) {
    if (number < 1 || number > Long.MAX_VALUE / unit) {
      throw wrong(text, expected);
    }
    return number * unit;
  }

  private static TypeConversionException wrong(String text, String expected) {
    return new TypeConversionException("'" + text + "' is not " + expected);
  }
}
