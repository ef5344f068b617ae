package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Numbers of a kernel")
class NumbersOfKernelTest {

  /** Near to where numbers begin again with 0. */
  private static final int ISS = -2;

  @Test
  void count_from_the_initial_one_across_zero() {
    NumbersOfKernel numbers = new NumbersOfKernel(100, ISS);
    assertThat(numbers.toKernel(105)).isEqualTo(3);
    assertThat(numbers.toModel(3)).isEqualTo(105);
    assertThat(numbers.toKernel(97)).isEqualTo(-5);
    numbers.fix(600, 1000);
    assertThat(numbers.toModel(999)).isEqualTo(599);
  }

  @Test
  void count_from_another_one_where_that_is_nearer_until_it_is_forgotten() {
    NumbersOfKernel numbers = new NumbersOfKernel(100, ISS);
    numbers.also(130, 65_533);
    assertThat(numbers.toKernel(129)).isEqualTo(65_532);
    assertThat(numbers.toModel(65_534)).isEqualTo(131);
    assertThat(numbers.toKernel(101)).isEqualTo(-1);
    assertThat(numbers.toModel(0)).isEqualTo(102);
    numbers.forget();
    assertThat(numbers.toKernel(130)).isEqualTo(28);
  }
}
