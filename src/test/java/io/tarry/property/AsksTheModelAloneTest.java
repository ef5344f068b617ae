package io.tarry.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Property;
import io.tarry.engine.StepTest;
import io.tarry.property.OwnClaims.About;
import io.tarry.property.expression.Parsed;
import io.tarry.tcp.TcpModel;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One that asked for more would have every search work out each step, and nobody would see why. */
@DisplayName("A claim asks for nothing but what the model shows")
class AsksTheModelAloneTest {

  static Stream<Property<TcpModel>> claims() {
    Parsed.Good one = (Parsed.Good) Parsed.of("client.state == TIME_WAIT");
    Parsed.Good other = (Parsed.Good) Parsed.of("network is empty");
    About about = new About("own", Optional.empty(), "x.yaml:1");
    Stream<Claim> own =
        Stream.of(
            OwnClaims.always(about, one),
            OwnClaims.always(about, one, other),
            OwnClaims.never(about, other),
            OwnClaims.reachable(about, other),
            OwnClaims.eventually(about, one, Assumption.ALL),
            OwnClaims.eventually(about, one, other, Assumption.ALL));
    return Stream.concat(Catalogue.all().stream(), own).map(Claim::property);
  }

  @ParameterizedTest
  @MethodSource("claims")
  void of_each_step(Property<TcpModel> property) {
    assertThat(
            Stream.concat(
                Stream.of(property.premise(), Optional.of(property.claim()))
                    .flatMap(Optional::stream),
                property.witnesses().stream()))
        .isNotEmpty()
        .allMatch(StepTest::asksTheModelAlone);
  }
}
