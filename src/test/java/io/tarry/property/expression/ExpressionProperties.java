package io.tarry.property.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.property.expression.Expression.Segments;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

@Label("Whatever an expression is")
class ExpressionProperties {

  private static final TextRange SPOT = new TextRange(0);

  private static final Names WORLD = new Names(2, 3);

  private static final List<EndName> ENDS =
      List.of(
          EndName.client(0),
          EndName.client(1),
          EndName.SERVER,
          EndName.of(1, Side.CLIENT),
          EndName.of(3, Side.SERVER));

  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "==",
          "!=",
          "<",
          "<=",
          ">",
          "+",
          "-",
          ".",
          "=",
          "&&",
          "|",
          "!",
          "#",
          " ",
          "\n",
          "\u00a0",
          "\uD83D\uDE00",
          "\uD800",
          "\0",
          "0",
          "7",
          "99999999",
          "client",
          "client2",
          "server",
          "connection2.client",
          "connection9",
          "some",
          "some(",
          "every(",
          "count(",
          "freePorts",
          "sent",
          "network",
          "before",
          "step",
          "is",
          "has",
          "empty",
          "size",
          "from",
          "to",
          "at",
          "and",
          "or",
          "not",
          "implies",
          "true",
          "state",
          "sndUna",
          "endOfFile",
          "error",
          "CLOSED",
          "RESET",
          "RST",
          "SYN+ACK",
          "segment",
          "sends",
          "fires",
          "calls",
          "ticks",
          "close",
          "timeWaitTimer",
          "client.state",
          "client.state == CLOSED",
          "network is empty");

  @Property(tries = 1000)
  void printed_it_reads_as_the_same(@ForAll("expressions") Expression expression) {
    List<Mistake> mistakes = new ArrayList<>();
    assertThat(Parser.parse(Printer.print(expression), WORLD, mistakes)).contains(expression);
    assertThat(mistakes).isEmpty();
  }

  @Property(tries = 3000)
  void it_is_read_or_has_mistakes_inside(@ForAll("texts") String text) {
    Parsed parsed = Parsed.of(text, WORLD);
    if (parsed instanceof Parsed.Bad bad) {
      assertThat(bad.mistakes()).isNotEmpty();
      assertThat(bad.mistakes())
          .allSatisfy(mistake -> {
            assertThat(mistake.offset()).isBetween(0, text.length());
            assertThat(mistake.problem()).matches("\\P{Cntrl}+");
          });
    } else {
      String printed = ((Parsed.Good) parsed).text();
      assertThat(((Parsed.Good) Parsed.of(printed, WORLD)).text()).isEqualTo(printed);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> separators = Arbitraries.of("", " ");
    return Combinators.combine(Arbitraries.of(PIECES), separators)
        .as((piece, separator) -> piece + separator)
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<Expression> expressions() {
    return trees(4);
  }

  private static Arbitrary<Expression> trees(int depth) {
    if (depth == 0) {
      return leaves();
    }
    Arbitrary<Expression> operands = trees(depth - 1);
    Arbitrary<Expression> binaries =
        Combinators.combine(Arbitraries.of(Operator.values()), operands, operands)
            .as(Expression.Binary::new);
    return Arbitraries.frequencyOf(
        Tuple.of(1, leaves()),
        Tuple.of(1, operands.map(operand -> new Expression.Not(SPOT, operand))),
        Tuple.of(1, operands.map(operand -> new Expression.Negative(SPOT, operand))),
        Tuple.of(
            1,
            Combinators.combine(Arbitraries.of(Quantifier.values()), operands)
                .as((all, operand) -> new Expression.Quantified(SPOT, all, operand))),
        Tuple.of(3, binaries));
  }

  private static Arbitrary<Expression> leaves() {
    Arbitrary<Boolean> before = Arbitraries.of(true, false);
    Arbitrary<Optional<EndName>> place = Arbitraries.of(ENDS).optional();
    Arbitrary<Segments> segments =
        Combinators.combine(Arbitraries.of(SegmentWord.values()), place, before)
            .as((word, end, to) -> new Segments(word, end, to && end.isPresent()));
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 999_999).map(n -> new Expression.Numeral(SPOT, n)),
        Arbitraries.of("true", "CLOSED", "RESET", "whatever")
            .map(word -> new Expression.Name(SPOT, word)),
        Combinators.combine(before, Arbitraries.of(ENDS), Arbitraries.of(EndField.values()))
            .as((b, end, field) -> new Expression.OfEnd(SPOT, b, end, field)),
        Combinators.combine(
                before,
                Arbitraries.of(EndName.client(0), EndName.client(1)),
                Arbitraries.of(HostField.values()))
            .as((b, host, field) -> new Expression.OfHost(SPOT, b, host, field)),
        before.map(b -> new Expression.NetworkSent(SPOT, b)),
        before.map(b -> new Expression.NetworkSize(SPOT, b)),
        before.map(b -> new Expression.NetworkIsEmpty(SPOT, b)),
        Combinators.combine(before, segments)
            .as((b, some) -> new Expression.NetworkHas(SPOT, b, some)),
        Combinators.combine(
                Arbitraries.of(
                    StepVerb.SENDS, StepVerb.DELIVERS, StepVerb.DUPLICATES, StepVerb.LOSES),
                segments)
            .as((verb, some) -> new Expression.StepMoves(SPOT, verb, some)),
        Combinators.combine(Arbitraries.of(TimerWord.values()), place)
            .as((timer, at) -> new Expression.StepFires(SPOT, timer, at)),
        Combinators.combine(Arbitraries.of(Call.values()), place)
            .as((call, at) -> new Expression.StepCalls(SPOT, call, at)),
        Arbitraries.just(new Expression.StepTicks(SPOT)));
  }
}
