package dev.hibernatesplit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.SplitSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionNamesTest {

  @Test
  void names_fold_as_in_postgresql() {
    assertThat(names("Price_Of, Shop.Total , \"Odd Name\", shop.\"Total\",é"))
        .containsExactlyInAnyOrder("price_of", "shop.total", "Odd Name", "shop.Total", "é");
  }

  @Test
  void names_may_come_in_a_collection() {
    assertThat(names(List.of("a", "b.c"))).containsExactlyInAnyOrder("a", "b.c");
    assertThat(names("")).isEmpty();
  }

  private static Set<String> names(Object value) {
    return Asked.read(Asked.usual(SplitSettings.READ_ONLY_FUNCTIONS, value)).readOnlyFunctions();
  }
}
