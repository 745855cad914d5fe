package dev.hibernatesplit.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableWishesTest {

  private static final TableWishes WISHES =
      TableWishes.of(
          Map.of(
              name("account"), "primary",
              name("shop.report"), "analytics",
              name("fact"), "analytics",
              name("chart"), "powerful"));

  private static TableName name(String written) {
    return TableName.of(written);
  }

  private static @Nullable String wish(TableWishes wishes, String... tables) {
    Wish wish = wishes.of(Stream.of(tables).map(TableName::of).toList());
    return wish == null ? null : wish.target();
  }

  @Test
  void a_table_without_a_wish_may_be_read_anywhere() {
    assertThat(wish(WISHES, "book", "\"Account\"")).isNull();
    assertThat(wish(WISHES)).isNull();
    assertThat(wish(TableWishes.NONE, "account")).isNull();
  }

  @Test
  void the_primary_beats_a_named_target_which_beats_any() {
    assertThat(wish(WISHES, "book", "fact")).isEqualTo("analytics");
    assertThat(wish(WISHES, "fact", "book", "shop.report")).isEqualTo("analytics");
    assertThat(wish(WISHES, "fact", "account")).isEqualTo("primary");
    assertThat(wish(WISHES, "account", "fact")).isEqualTo("primary");
    assertThat(wish(WISHES, "account", "book")).isEqualTo("primary");
  }

  @Test
  void two_named_targets_come_to_the_primary() {
    assertThat(wish(WISHES, "fact", "chart")).isEqualTo("primary");
    assertThat(wish(WISHES, "chart", "fact", "chart")).isEqualTo("primary");
  }

  @Test
  void a_name_without_a_schema_may_be_of_any() {
    assertThat(wish(WISHES, "report")).isEqualTo("analytics");
    assertThat(wish(WISHES, "shop.account")).isEqualTo("primary");
    assertThat(wish(WISHES, "other.report")).isNull();
  }

  @Test
  void one_bare_name_may_meet_the_wishes_of_several_schemas() {
    TableWishes wishes =
        TableWishes.of(Map.of(name("a.log"), "analytics", name("b.log"), "powerful"));

    assertThat(wish(wishes, "a.log")).isEqualTo("analytics");
    assertThat(wish(wishes, "b.log")).isEqualTo("powerful");
    assertThat(wish(wishes, "log")).isEqualTo("primary");
  }

  @Test
  void a_view_is_read_where_what_it_stands_for_is() {
    Map<TableName, List<TableName>> views =
        Map.of(
            name("public.recent"), List.of(name("public.busy"), name("public.book")),
            name("public.busy"), List.of(name("public.fact")),
            name("public.shelf"), List.of(name("public.book")));
    TableWishes wishes = WISHES.through(views);

    assertThat(wish(wishes, "busy")).isEqualTo("analytics");
    assertThat(wish(wishes, "recent")).isEqualTo("analytics");
    assertThat(wish(wishes, "recent", "account")).isEqualTo("primary");
    assertThat(wish(wishes, "shelf")).isNull();
    assertThat(wish(WISHES, "recent")).isNull();
  }

  @Test
  void views_change_nothing_where_nothing_is_wished() {
    assertThat(TableWishes.NONE.through(Map.of(name("v"), List.of(name("account")))))
        .isSameAs(TableWishes.NONE);
  }

  @Test
  void a_wish_says_that_a_table_is_why() {
    assertThat(WISHES.of(List.of(name("account"))))
        .isEqualTo(new Wish("primary", RoutingReason.TABLE));
  }
}
