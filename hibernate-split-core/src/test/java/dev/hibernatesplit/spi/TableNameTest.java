package dev.hibernatesplit.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {

  @Test
  void what_is_not_quoted_is_folded() {
    assertThat(TableName.of("Book")).isEqualTo(new TableName(null, "book"));
    assertThat(TableName.of("Shop.Book")).isEqualTo(new TableName("shop", "book"));
    assertThat(TableName.of(" Shop . \"Book\" ")).isEqualTo(new TableName("shop", "Book"));
    assertThat(TableName.of("ÄRGER")).isEqualTo(new TableName(null, "Ärger"));
  }

  @Test
  void what_is_quoted_stays_as_it_is() {
    assertThat(TableName.of("\"Shop\".\"Odd \"\"Name\"\".\""))
        .isEqualTo(new TableName("Shop", "Odd \"Name\"."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b.c", "1a", "a b", "\"a", "\"\"", "a."})
  void what_is_no_name_is_refused(String written) {
    assertThatThrownBy(() -> TableName.of(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + written + "'");
  }
}
