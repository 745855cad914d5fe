package dev.hibernatesplit.benchmarks;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;

/** An ordinary entity: seven columns of five types. */
@Entity
public class Book {

  @Id private Long id;

  @Version private int version;

  private String title;
  private String isbn;
  private int pages;
  private BigDecimal price;
  private LocalDate published;

  protected Book() {}

  public Long getId() {
    return id;
  }

  public String getTitle() {
    return title;
  }

  public String getIsbn() {
    return isbn;
  }

  public BigDecimal getPrice() {
    return price;
  }

  public LocalDate getPublished() {
    return published;
  }

  /** A page was found, or lost: whichever it is not. */
  public void recount() {
    pages = pages == 304 ? 305 : 304;
  }
}
