package io.tarry.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A setting with its values")
class VariationTest {

  @ParameterizedTest
  @CsvSource({
    "time.timeWait=0..3, time.timeWait, 0;1;2;3",
    "time.rto=2..7:2, time.rto, 2;4;6",
    "time.timeWait=1 s..3 s, time.timeWait, 1 s;2 s;3 s",
    "time.timeWait=0..200ms:100ms, time.timeWait, 0 ms;100 ms;200 ms",
    "'hosts.client.stack=linux, rfc9293', hosts.client.stack, linux;rfc9293",
    "network.reorder=true, network.reorder, true"
  })
  void is_read(String written, String setting, String values) throws QuestionException {
    assertThat(Variation.of(written)).isEqualTo(new Variation(setting, List.of(values.split(";"))));
  }

  @ParameterizedTest
  @CsvSource({
    "time.timeWait, 'expected a setting and its values, such as time.timeWait=0..12, found ''time.timeWait'''",
    "=1, 'expected a setting and its values, such as time.timeWait=0..12, found ''=1'''",
    "x=5..2, '''5..2'' has no values: it counts upwards'",
    "x=0..9:0, '''0..9:0'' has no values: it counts upwards'",
    "x=0..9999, '''0..9999'' are more than 500 values'",
    "x=1s..2min, '''1s..2min'' has different units; write all with the same one'",
    "x=-1..3, '''-1..3'' is no range; write one as 0..12, or as 0..60:5 for every fifth'",
    "'x=1,,2', '''1,,2'' has an empty value'",
    "'x=1,1', '''1,1'' has one value twice'"
  })
  void is_refused_with_a_reason(String written, String reason) {
    assertThatThrownBy(() -> Variation.of(written))
        .isInstanceOf(QuestionException.class)
        .hasMessage(reason);
  }
}
