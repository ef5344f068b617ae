package io.tarry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import net.jqwik.api.lifecycle.LifecycleHook;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("More tries of random tests")
class MoreTriesTest {

  /** Where jqwik looks for hooks; one that it does not find is silently never asked. */
  @Test
  void are_asked_for_where_jqwik_finds_it() {
    assertThat(ServiceLoader.load(LifecycleHook.class)).hasAtLeastOneElementOfType(MoreTries.class);
  }
}
