package dev.hibernatesplit.internal.hibernate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.hibernate.guard.Query.Argument;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.type.BasicType;
import org.hibernate.type.spi.TypeConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

  private static final BasicType<?> NUMBER =
      new TypeConfiguration().getBasicTypeRegistry().getRegisteredType("integer");

  private static List<List<Argument>> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> List.of(new Argument(i, NUMBER))).toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 4", "5, 8", "100, 128", "128, 128", "129, 256"})
  void few_texts_serve_all_lengths(int count, int padded) {
    assertThat(Keys.padded(keys(count)))
        .hasSize(padded)
        .startsWith(keys(count).get(0))
        .endsWith(keys(count).get(count - 1))
        .hasSameElementsAs(keys(count));
  }

  @Test
  void keys_may_have_parts() {
    assertThat(Keys.in(List.of("a"), 3)).isEqualTo("a in (?, ?, ?)");
    assertThat(Keys.in(List.of("a", "b"), 2)).isEqualTo("(a, b) in ((?, ?), (?, ?))");
    assertThat(Collections.frequency(List.of(Keys.in(List.of("a"), 1).split("")), "?")).isOne();
  }
}
