package dev.hibernatesplit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.internal.routing.Scope;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutingTest {

  private static @Nullable String target() {
    Scope scope = Scope.current();
    return scope == null || scope.wish() == null ? null : scope.wish().target();
  }

  private static @Nullable String region() {
    Scope scope = Scope.current();
    return scope == null ? null : scope.region();
  }

  private static boolean readOnly() {
    Scope scope = Scope.current();
    return scope != null && scope.readOnly();
  }

  @AfterEach
  void no_scope_is_left() {
    assertThat(Scope.current()).isNull();
  }

  @Test
  void a_scope_holds_until_its_lambda_is_over_also_when_that_fails() {
    assertThat(Routing.<@Nullable String>on("analytics", RoutingTest::target))
        .isEqualTo("analytics");
    assertThatThrownBy(
            () ->
                Routing.onPrimary(
                    () -> {
                      throw new IllegalStateException("inside");
                    }))
        .hasMessage("inside");
    assertThat(target()).isNull();
  }

  @Test
  void the_innermost_scope_counts_and_the_outer_one_is_back_after_it() {
    Routing.onPrimary(
        () -> {
          assertThat(Routing.<@Nullable String>on("r1", RoutingTest::target)).isEqualTo("r1");
          assertThat(target()).isEqualTo("primary");
          return true;
        });
  }

  @Test
  void an_attribute_is_seen_in_its_scope_and_in_those_inside_until_one_says_otherwise() {
    Routing.attribute(
        "plan",
        "gold",
        () ->
            Routing.on(
                "r1",
                () -> {
                  try (Routing.Open inner = Routing.attribute("plan", "tin");
                      Routing.Open other = Routing.attribute("user", 7)) {
                    assertThat(inner).isNotSameAs(other);
                    assertThat(Scope.attribute("plan")).isEqualTo("tin");
                    assertThat(Scope.attribute("user")).isEqualTo(7);
                    assertThat(target()).isEqualTo("r1");
                    assertThat(readOnly()).isFalse();
                  }
                  assertThat(Routing.<@Nullable Object>readOnly(() -> Scope.attribute("plan")))
                      .isEqualTo("gold");
                  assertThat(Scope.attribute("user")).isNull();
                  return true;
                }));
    assertThat(Scope.attribute("plan")).isNull();
    assertThat(CompletableFuture.supplyAsync(() -> Scope.attribute("plan") == null).join())
        .isTrue();
  }

  @Test
  @SuppressWarnings("NullAway") // what callers without a checker may do
  void an_attribute_needs_a_name_and_a_value() {
    assertThatThrownBy(() -> Routing.attribute("plan", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("value");
    assertThatThrownBy(() -> Routing.attribute(null, "gold"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("name");
  }

  @Test
  void a_read_only_scope_keeps_the_target_of_the_scope_round_it_and_the_other_way_round() {
    Routing.on(
        "r1",
        () ->
            Routing.readOnly(
                () -> {
                  assertThat(target()).isEqualTo("r1");
                  assertThat(readOnly()).isTrue();
                  return true;
                }));
    assertThat(Routing.readOnly(() -> Routing.on("r2", RoutingTest::readOnly))).isTrue();
  }

  @Test
  void a_region_counts_beside_the_target_and_the_innermost_of_each() {
    Routing.inRegion(
        "west",
        () -> {
          try (Routing.Open target = Routing.on("r1");
              Routing.Open readOnly = Routing.readOnly()) {
            assertThat(region()).isEqualTo("west");
            Routing.inRegion(
                "east",
                () -> {
                  assertThat(region()).isEqualTo("east");
                  assertThat(target()).isEqualTo("r1");
                  assertThat(readOnly()).isTrue();
                  return target;
                });
            return readOnly;
          }
        });
    try (Routing.Open scope = Routing.inRegion("east")) {
      assertThat(region()).isEqualTo("east");
      assertThat(target()).isNull();
      assertThat(scope).isNotNull();
    }
    assertThat(region()).isNull();
  }

  @Test
  void another_thread_is_in_no_scope() {
    Routing.on(
        "r1",
        () -> {
          assertThat(CompletableFuture.supplyAsync(RoutingTest::target).join()).isNull();
          return true;
        });
  }

  @Test
  void scopes_are_closed_from_the_inside_out_by_their_own_thread() {
    try (Routing.Open outer = Routing.onPrimary()) {
      try (Routing.Open inner = Routing.on("r1")) {
        assertThatThrownBy(outer::close).hasMessageContaining("try-with-resources");
        assertThatThrownBy(() -> CompletableFuture.runAsync(inner::close).join())
            .hasMessageContaining("by the thread that opened it");
      }
    }
  }
}
