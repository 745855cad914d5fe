package dev.hibernatesplit.benchmarks.load.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A read is stale if it misses what was committed before it began; no sooner. */
class PromiseTest {

  private final Promise promise = new Promise(20);

  private static Item sold(long id, int times) {
    Item item = new Item(id, id / Store.SHELF);
    for (int i = 0; i < times; i++) {
      item.sell();
    }
    return item;
  }

  @Test
  void what_was_committed_before_the_read_began_must_be_seen() {
    promise.keep(sold(13, 2));
    long[] promised = promise.shelf(17);
    assertThat(Promise.broken(promised, List.of(sold(12, 0), sold(13, 1)))).isTrue();
    assertThat(Promise.broken(promised, List.of(sold(12, 0), sold(13, 2)))).isFalse();
    assertThat(Promise.broken(promised, List.of(sold(13, 3)))).isFalse();
  }

  @Test
  void what_was_committed_since_need_not() {
    long[] promised = promise.shelf(13);
    promise.keep(sold(13, 1));
    assertThat(Promise.broken(promised, List.of(sold(13, 0)))).isFalse();
  }
}
