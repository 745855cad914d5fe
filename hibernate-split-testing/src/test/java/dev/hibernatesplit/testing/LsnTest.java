package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LsnTest {
  @Test
  void reads_and_writes_the_text_form_of_postgres() {
    assertThat(Lsn.parse("1/A0").value()).isEqualTo(0x1_0000_00A0L);
    assertThat(Lsn.parse("FFFFFFFF/FFFFFFFF")).hasToString("FFFFFFFF/FFFFFFFF");
  }

  @Test
  void has_reached_itself_and_what_is_before() {
    Lsn here = Lsn.parse("2/0");
    assertThat(here.hasReached(here)).isTrue();
    assertThat(here.hasReached(Lsn.parse("1/FFFFFFFF"))).isTrue();
    assertThat(here.hasReached(Lsn.parse("2/1"))).isFalse();
  }

  @Test
  void compares_as_unsigned() {
    assertThat(Lsn.parse("FFFFFFFF/0")).isGreaterThan(Lsn.parse("1/0"));
  }

  @Test
  void text_without_a_slash_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lsn.parse("12"))
        .withMessageContaining("'12'");
  }
}
