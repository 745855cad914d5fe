package dev.hibernatesplit.internal.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableIdsTest {

  @Test
  void names_keep_their_number() {
    TableIds ids = new TableIds();
    assertThat(ids.of("book")).isEqualTo(ids.of("book")).isNotEqualTo(ids.of("author"));
  }

  @Test
  void numbers_are_bounded_and_shared_when_none_is_left() {
    TableIds ids = new TableIds();
    Set<Integer> given =
        IntStream.range(0, TableIds.CAPACITY)
            .mapToObj(i -> ids.of("t" + i))
            .collect(Collectors.toSet());
    assertThat(given).hasSize(TableIds.CAPACITY);

    assertThat(ids.of("one more"))
        .isBetween(0, TableIds.CAPACITY - 1)
        .isEqualTo(ids.of("one more"));
    assertThat(ids.of("t0")).isZero();
  }
}
