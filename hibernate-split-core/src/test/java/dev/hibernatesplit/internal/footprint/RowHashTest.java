package dev.hibernatesplit.internal.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowHashTest {

  private static final UUID ID = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");

  @Test
  void same_integer_has_one_hash_whatever_its_type() {
    assertThat(
            Stream.of((short) 42, (byte) 42, 42, 42L, BigInteger.valueOf(42), "42", "042")
                .map(RowHash::of)
                .distinct())
        .containsExactly(RowHash.of(42L));
    assertThat(RowHash.of((Object) "-7")).isEqualTo(RowHash.of(-7L));
  }

  @Test
  void same_uuid_has_one_hash_as_text_or_not() {
    assertThat(RowHash.of((Object) ID)).isEqualTo(RowHash.of(ID));
    assertThat(RowHash.of((Object) ID.toString())).isEqualTo(RowHash.of(ID));
    assertThat(RowHash.of((Object) ID.toString().toUpperCase(Locale.ROOT)))
        .isEqualTo(RowHash.of(ID));
  }

  @Test
  void what_is_no_plain_integer_or_uuid_has_none() {
    assertThat(
            Stream.of(
                "x",
                "",
                "-",
                "+1",
                " 1",
                "1.0",
                "1e1",
                "0x1",
                "1_0",
                "9223372036854775808",
                "٣",
                "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
                "a0ee-bc99-9c0b-4ef8-bb6d6bb9bd380a11",
                1.0,
                1.0f,
                BigDecimal.ONE,
                true,
                'x',
                new byte[16],
                BigInteger.ONE.shiftLeft(63)))
        .allMatch(value -> RowHash.of(value) == RowHash.NONE);
    assertThat(RowHash.of((Object) null)).isEqualTo(RowHash.NONE);
  }

  @Test
  void unknown_part_makes_the_row_unknown() {
    RowKey key = new RowKey(1, 1, 2);
    assertThat(key.hash(RowHash.NONE)).isEqualTo(RowHash.NONE);
    assertThat(key.and(key.hash(RowHash.of(1L)), RowHash.NONE)).isEqualTo(RowHash.NONE);
    assertThat(key.and(RowHash.NONE, RowHash.of(1L))).isEqualTo(RowHash.NONE);
  }

  @Test
  void rows_and_tables_spread() {
    Set<Long> hashes = new HashSet<>();
    LongStream.range(-5_000, 5_000)
        .forEach(
            id -> {
              hashes.add(new RowKey(1, 1).hash(RowHash.of(id)));
              hashes.add(new RowKey(2, 1).hash(RowHash.of(id)));
            });
    assertThat(hashes).hasSize(20_000);
  }
}
