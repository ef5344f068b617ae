package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.settings.Settings;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Random worlds, written as files")
class WorldTextProperties {

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void are_read_as_the_worlds_that_they_are(@ForAll("worlds") Settings settings) {
    String text = WorldText.of(settings);
    assertThat(Readings.onlyCase(text).settings())
        .as(text)
        .isEqualTo(settings.remembering(Set.of()));
  }

  @Provide
  Arbitrary<Settings> worlds() {
    return AnyWorlds.settings();
  }
}
