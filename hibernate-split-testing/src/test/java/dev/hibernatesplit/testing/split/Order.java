package dev.hibernatesplit.testing.split;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** With what mappings usually have: a sequence, a version, a lazy association, many types. */
@Entity
@Table(name = "orders")
public class Order {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE)
  private @Nullable Long id;

  @Version private int version;

  @ManyToOne(fetch = FetchType.LAZY)
  private @Nullable Product product;

  private UUID number = UUID.randomUUID();
  private Instant at = Instant.EPOCH;
  private BigDecimal price = new BigDecimal("9.99");
  private byte[] picture = {1, 2, 3};
  private boolean paid;
  private Thread.State state = Thread.State.NEW;

  @ElementCollection private Set<String> notes = new HashSet<>();

  protected Order() {}

  public Order(Product product) {
    this.product = product;
    notes.add("urgent");
  }

  public @Nullable Long id() {
    return id;
  }

  /** Loads the product. */
  public String productName() {
    return Objects.requireNonNull(product).name();
  }

  public Set<String> notes() {
    return notes;
  }

  public void pay() {
    paid = true;
  }

  /** Everything in one text. */
  public String describe() {
    return number + " " + at + " " + price + " " + picture.length + " " + paid + " " + state;
  }

  public int version() {
    return version;
  }
}
