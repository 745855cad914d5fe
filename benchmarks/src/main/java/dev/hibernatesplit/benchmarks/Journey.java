package dev.hibernatesplit.benchmarks;

import java.sql.SQLException;

/** What a duel is about: one thing that the shop does all day. */
enum Journey {
  FIND_READ_ONLY,
  FIND,
  QUERY,
  UPDATE;

  Shop open(Side side) {
    return this == FIND_READ_ONLY ? Shop.inSpring(side) : Shop.open(side);
  }

  Object in(Shop shop) throws SQLException {
    return switch (this) {
      case FIND_READ_ONLY -> shop.findReadOnly();
      case FIND -> shop.find();
      case QUERY -> shop.query();
      case UPDATE -> shop.update();
    };
  }
}
