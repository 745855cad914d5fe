package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ReplicatedPostgresBuilderTest {
  @Test
  void names_that_postgres_would_have_to_quote_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplicatedPostgres.builder().replicas("r 1").start())
        .withMessageContaining("'r 1'");
  }

  @Test
  void the_name_of_the_primary_is_taken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplicatedPostgres.builder().replicas("primary").start());
  }

  @Test
  void names_must_differ() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplicatedPostgres.builder().replicas("a", "a").start())
        .withMessageContaining("[a, a]");
  }
}
