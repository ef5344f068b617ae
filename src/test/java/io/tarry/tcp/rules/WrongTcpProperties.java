package io.tarry.tcp.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.SearchWalk;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

@Label("Each wrong TCP")
class WrongTcpProperties {

  private static final int STATES = 1_000;

  /** However wrong it is, all that it does fits into a state. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void lives_in_any_world(@ForAll("worlds") Settings settings, @ForAll WrongTcp wrong) {
    assertThat(SearchWalk.of(new TcpModel(settings, wrong.tcp()), STATES)).isNotEmpty();
  }

  @Provide
  Arbitrary<Settings> worlds() {
    return AnyWorlds.settings();
  }
}
