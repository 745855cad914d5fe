package dev.hibernatesplit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each journey once, on each side. */
class ShopTest {

  @ParameterizedTest
  @EnumSource
  void the_shop_reads_and_writes_on_each_side(Side side) throws Exception {
    try (Shop shop = Shop.open(side);
        Shop spring = Shop.inSpring(side)) {
      assertThat(spring.findReadOnly().getTitle()).isEqualTo("The Left Hand of Darkness");
      assertThat(shop.find().getId()).isEqualTo(1);
      assertThat(shop.query()).hasSize(10);
      shop.update();
    }
  }
}
