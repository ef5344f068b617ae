package io.tarry.packetdrill;

import io.tarry.packetdrill.PktScript.Assertion;
import io.tarry.packetdrill.PktScript.Call;
import io.tarry.packetdrill.PktScript.Inbound;
import io.tarry.packetdrill.PktScript.Outbound;
import io.tarry.packetdrill.PktScript.Place;
import io.tarry.packetdrill.PktScript.Segment;
import io.tarry.packetdrill.PktScript.Statement;
import io.tarry.packetdrill.PktScript.Sysctl;
import io.tarry.packetdrill.PktScript.When;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads scripts of packetdrill: the statements that are about opening and closing connections. */
public final class PktReader {

  private static final Pattern NUMBER = Pattern.compile("[0-9]*\\.?[0-9]+");
  private static final Pattern INTEGER = Pattern.compile("-?(?:0x[0-9a-fA-F]+|[0-9]+)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern ERROR = Pattern.compile("E[A-Z0-9]+");
  private static final Pattern OPTION = Pattern.compile("--([a-z_]+)(?:=([^\\s]*))?");
  private static final Pattern FLAGS = Pattern.compile("[SFRPEWU.]+(?=[\\s]*[0-9])|-(?=\\s)");
  private static final Pattern TIME = Pattern.compile("[+*]|[0-9.]");
  private static final Pattern STATE =
      Pattern.compile("\\s*assert\\s+tcpi_state\\s*==\\s*(TCP_[A-Z0-9_]+)[^\\n]*\\s*");
  private static final Pattern SYSCTL =
      Pattern.compile("sysctl\\s+(?:-\\w+\\s+)*([A-Za-z0-9_.]+)=\"?(\\S+?)\"?");
  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

  /** Source: packetdrill, --tolerance_usecs. */
  private static final long USUAL_TOLERANCE = 4_000;

  private final PktScanner text;
  private final String file;
  private final List<Statement> statements = new ArrayList<>();
  private long tolerance = USUAL_TOLERANCE;

  private PktReader(String file, String text) {
    this.file = file;
    this.text = new PktScanner(file, text);
  }

  /**
   * Reads a script.
   *
   * @throws PktException if it is no script, or says something that the model does not have
   */
  public static PktScript read(String file, String text) throws PktException {
    return new PktReader(file, text).script();
  }

  private PktScript script() throws PktException {
    while (!text.ended()) {
      Place place = text.here();
      if (text.comes("--")) {
        option(place);
      } else if (text.comes("`")) { // before the first time: what makes the machine ready
        command(place, new When(true, 0, 0, false, OptionalLong.empty()));
      } else if (text.comes(TIME)) {
        statement(place, when());
      } else {
        throw text.wrong(
            place,
            "this is no statement of packetdrill: a time, an option (--...) or a comment is"
                + " expected here");
      }
    }
    if (statements.isEmpty()) {
      throw text.wrong(text.place(), "this script has no statements");
    }
    return new PktScript(file, text.settings(), tolerance, statements);
  }

  private void option(Place place) throws PktException {
    Matcher option = OPTION.matcher(text.take(OPTION, "an option"));
    if (!option.matches()) {
      throw new IllegalStateException("the pattern that was just taken");
    }
    if (option.group(1).equals("tolerance_usecs")) {
      try {
        tolerance = Long.parseLong(String.valueOf(option.group(2)));
      } catch (NumberFormatException e) {
        throw text.wrong(place, "a number of microseconds is expected");
      }
    }
    // The others are about addresses and devices, which the model does not have.
  }

  // ---- Times

  private When when() throws PktException {
    if (text.take("*")) {
      return new When(true, 0, 0, true, OptionalLong.empty());
    }
    boolean relative = text.take("+");
    long from = micros();
    if (text.take("...")) {
      text.take("+");
      return new When(relative, from, from, false, OptionalLong.of(micros()));
    }
    if (text.take("~")) {
      text.take("+");
      return new When(relative, from, micros(), false, OptionalLong.empty());
    }
    return new When(relative, from, from, false, OptionalLong.empty());
  }

  private long micros() throws PktException {
    Place place = text.here();
    try {
      return new BigDecimal(text.take(NUMBER, "a time in seconds"))
          .multiply(MICROS)
          .longValueExact();
    } catch (ArithmeticException e) {
      throw text.wrong(place, "a time has no more than six digits after the point");
    }
  }

  // ---- Statements

  private void statement(Place time, When when) throws PktException {
    Place place = text.here();
    if (text.take("<")) {
      statements.add(new Inbound(place, when, segment(place)));
    } else if (text.take(">")) {
      statements.add(new Outbound(place, when, segment(place)));
    } else if (text.comes("`")) {
      command(place, when);
    } else if (text.take("%{")) {
      assertion(place, when);
    } else if (text.comes(NAME)) {
      statements.add(call(place, when));
    } else {
      throw text.wrong(
          time, "after a time, a segment, a call, a command or an assertion is expected");
    }
  }

  private void assertion(Place place, When when) throws PktException {
    Matcher state = STATE.matcher(text.through("}%"));
    if (!state.matches()) {
      throw text.unsupported(place, "code other than 'assert tcpi_state == TCP_...'");
    }
    statements.add(new Assertion(place, when, state.group(1)));
  }

  private void command(Place place, When when) throws PktException {
    text.expect("`");
    for (String line : text.through("`").split("[\\n;]|&&", -1)) {
      String command = line.strip();
      Matcher sysctl = SYSCTL.matcher(command);
      if (sysctl.matches()) {
        statements.add(new Sysctl(place, when, sysctl.group(1), sysctl.group(2)));
      } else if (!command.isEmpty() && !command.endsWith("defaults.sh")) {
        throw text.unsupported(place, "the command '" + command + "'");
      }
    }
  }

  private Segment segment(Place place) throws PktException {
    if (text.comes("[") || text.comes("icmp") || text.comes("udp") || text.comes("ipv")) {
      throw text.unsupported(place, "anything but plain segments of TCP");
    }
    String flags = text.take(FLAGS, "the flags of a segment, such as S. or F.").replace("-", "");
    if (flags.indexOf('U') >= 0) {
      throw text.unsupported(place, "urgent data");
    }
    Place numbers = text.here();
    long from = number();
    text.expect(":");
    long to = number();
    text.expect("(");
    long length = number();
    text.expect(")");
    if (((to - from) & 0xffffffffL) != length) {
      throw text.wrong(
          numbers, "%d:%d has %d bytes, not %d".formatted(from, to, to - from, length));
    }
    OptionalLong ack = text.take("ack") ? OptionalLong.of(number()) : OptionalLong.empty();
    if (ack.isPresent() != flags.indexOf('.') >= 0) {
      throw text.wrong(
          numbers, "a segment has 'ack' and a number if its flags have a dot, and only then");
    }
    OptionalLong window = text.take("win") ? OptionalLong.of(number()) : OptionalLong.empty();
    if (text.comes("urg")) {
      throw text.unsupported(place, "urgent data");
    }
    String options = text.take("<") ? text.through(">") : "";
    return new Segment(flags, signed(from), (int) length, signed(ack), window, options);
  }

  /** Numbers count from an initial one, and may be below it: 4294967295 is one below. */
  private static long signed(long number) {
    return (int) number;
  }

  private static OptionalLong signed(OptionalLong number) {
    return number.isPresent() ? OptionalLong.of(signed(number.getAsLong())) : number;
  }

  private long number() throws PktException {
    Place place = text.here();
    String digits = text.take(INTEGER, "a number");
    try {
      return Long.decode(digits);
    } catch (NumberFormatException e) {
      throw text.wrong(place, "this number is too large");
    }
  }

  private Call call(Place place, When when) throws PktException {
    String name = text.take(NAME, "a call");
    text.expect("(");
    List<String> arguments = new ArrayList<>();
    while (!text.take(")")) {
      arguments.add(text.argument());
      text.take(",");
    }
    text.expect("=");
    OptionalLong result = OptionalLong.empty();
    if (!text.take("?")) {
      result = OptionalLong.of(number());
    }
    Optional<String> error = Optional.empty();
    if (result.isPresent() && result.getAsLong() == -1 && text.comes(ERROR)) {
      error = Optional.of(text.take(ERROR, "the name of an error"));
    }
    if (text.take("(")) { // what the error or the result means, for people
      text.through(")");
    }
    return new Call(place, when, name, arguments, result, error);
  }
}
