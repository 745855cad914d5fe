package dev.hibernatesplit.benchmarks.driver;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;

/** The books: what stands in each column. */
final class Shelf {

  private static final BigDecimal PRICE = new BigDecimal("19.90");
  private static final Date PUBLISHED = Date.valueOf(LocalDate.of(1969, 3, 1));

  private Shelf() {}

  static Object value(String column, Long id) {
    return switch (column) {
      case "id" -> id;
      case "title" -> "The Left Hand of Darkness";
      case "isbn" -> "9780441478125";
      case "pages" -> 304;
      case "price" -> PRICE;
      case "published" -> PUBLISHED;
      case "version" -> 1;
      default -> throw new IllegalArgumentException("No column " + column);
    };
  }
}
