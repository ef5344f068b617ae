package io.tarry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {

  private static final int MUCH_BYTES = 64 << 20;

  @Test
  void what_was_once_held_counts_however_it_is_asked() {
    byte[] much = new byte[MUCH_BYTES];
    Arrays.fill(much, (byte) 1); // or the kernel would not have given it

    assertThat(PeakMemory.bytes()).isGreaterThan(MUCH_BYTES);
    assertThat(PeakMemory.peakOfPools()).isGreaterThan(MUCH_BYTES);
    assertThat(much[MUCH_BYTES - 1]).isEqualTo((byte) 1);
  }
}
