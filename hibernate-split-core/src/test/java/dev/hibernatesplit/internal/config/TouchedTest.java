package dev.hibernatesplit.internal.config;

import static dev.hibernatesplit.internal.config.Asked.read;
import static dev.hibernatesplit.internal.config.Asked.usual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class TouchedTest {

  @Test
  void nothing_is_touched_unless_someone_says_so() {
    assertThat(read(usual()).touched().triggers()).isEmpty();
    assertThat(read(usual()).touched().functions()).isEmpty();
  }

  @Test
  void tables_of_triggers_and_functions_are_read() {
    TouchedConfiguration touched =
        read(usual(
                "hibernate.split.triggers.Book",
                "audit_log, shop.\"Stock\"",
                "hibernate.split.triggers.shop.note",
                "None",
                "hibernate.split.functions.tables.shop.Price_of",
                List.of("price"),
                "hibernate.split.functions.tables.similarity",
                "none"))
            .touched();

    assertThat(touched.triggers())
        .containsOnlyKeys(new TableName(null, "book"), new TableName("shop", "note"))
        .containsEntry(
            new TableName(null, "book"),
            List.of(new TableName(null, "audit_log"), new TableName("shop", "Stock")))
        .containsEntry(new TableName("shop", "note"), List.of());
    assertThat(touched.functions())
        .containsOnlyKeys("shop.price_of", "similarity")
        .containsEntry("shop.price_of", List.of(new TableName(null, "price")))
        .containsEntry("similarity", List.of());
  }

  @Test
  void names_that_are_none_are_problems() {
    assertThatThrownBy(
            () ->
                read(
                    usual(
                        "hibernate.split.triggers.book",
                        "audit log",
                        "hibernate.split.triggers.note",
                        ",",
                        "hibernate.split.functions.tables.price()",
                        "none")))
        .isInstanceOf(SplitConfigurationException.class)
        .hasMessageContaining("hibernate.split.triggers.book")
        .hasMessageContaining("'audit log' is not the name of a table")
        .hasMessageContaining("names no table")
        .hasMessageContaining("must be the name of a function");
  }
}
