package dev.hibernatesplit.it.guard;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;

/** Two columns, one of them lazy. */
@Entity(name = "Lazy")
public class LazyLetter implements Letters.Letter {
  @Id private long id;
  private String title = "";

  @Basic(fetch = FetchType.LAZY)
  private String text = "";

  @Override
  public void id(long value) {
    this.id = value;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public void text(String value) {
    this.text = value;
  }

  @Override
  public void title(String value) {
    this.title = value;
  }
}
