package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("A NAT that cannot be made")
class NatTest {

  @Test
  void names_the_program_that_is_missing_and_how_it_is_installed() throws IOException {
    assertThat(Nat.load("tarry-has-no-such-program", ""))
        .contains(
            "there is a NAT in it, and the program nft, which sets one up, is not installed (on"
                + " Debian: apt-get install nftables)");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void repeats_what_nft_says_where_it_loads_no_rules() throws IOException {
    assertThat(Nat.load("false", ""))
        .contains(
            "there is a NAT in it, and this kernel takes no rules for one; nft says: nothing");
    assertThat(Nat.load("ls", "/tarry/has/no/such/file").orElseThrow())
        .startsWith("there is a NAT in it, and this kernel takes no rules for one; nft says: ls:");
    assertThat(Nat.load("true", "")).isEmpty();
  }
}
