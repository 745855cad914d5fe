package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class BadStartIT {
  @Test
  void a_server_that_does_not_start_shows_its_log() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ReplicatedPostgres.builder().setting("shared_buffers", "a lot").start())
        .withMessageContaining("'primary' did not start")
        .withMessageContaining("invalid value for parameter \"shared_buffers\"");
  }
}
