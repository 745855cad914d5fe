package dev.hibernatesplit.internal.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

  private static final WalPages PAGES = new WalPages(8192, 16 << 20);

  @ParameterizedTest
  @ValueSource(strings = {"0/0", "0/1A2B", "1/0", "16/B374D848", "FFFFFFFF/FFFFFFFF"})
  void its_text_is_postgresqls(String text) {
    assertThat(Position.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0/", "/0", "0/G", "0/123456789"})
  void other_text_is_refused(String text) {
    assertThatThrownBy(() -> Position.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void they_are_compared_without_a_sign() {
    Position low = Position.parse("7FFFFFFF/FFFFFFFF");
    Position high = Position.parse("80000000/0");
    assertThat(high.hasReached(low)).isTrue();
    assertThat(low.hasReached(high)).isFalse();
    assertThat(low.hasReached(low)).isTrue();
    assertThat(high.minus(low)).isEqualTo(1);
  }

  /** Facts, measured: insert 0/2000028 on an idle primary, and replay stays at 0/2000000. */
  @ParameterizedTest
  @CsvSource({
    "0/2000028, 0/2000000",
    "0/2000000, 0/2000000",
    "0/2000029, 0/2000029",
    "0/2002018, 0/2002000",
    "0/2002000, 0/2002000",
    "0/2002019, 0/2002019",
    "0/2002028, 0/2002028",
    "0/2001FFF, 0/2001FFF",
    "FFFFFFFF/FF000028, FFFFFFFF/FF000000"
  })
  void headers_of_pages_and_segments_hold_nothing_to_wait_for(String inserted, String wanted) {
    assertThat(PAGES.normalised(Position.parse(inserted))).isEqualTo(Position.parse(wanted));
  }

  @Test
  void pages_may_have_another_size() {
    WalPages large = new WalPages(65536, 64 << 20);
    Position inAnotherPage = Position.parse("0/2002018");
    assertThat(large.normalised(inAnotherPage)).isEqualTo(inAnotherPage);
  }
}
