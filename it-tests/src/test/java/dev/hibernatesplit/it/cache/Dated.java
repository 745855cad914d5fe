package dev.hibernatesplit.it.cache;

import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import org.hibernate.annotations.NaturalIdCache;

/** One with a version. */
@Entity
@NaturalIdCache(region = "dated-codes")
public class Dated extends Item {

  @Version private int version;

  protected Dated() {}

  public Dated(long id, String code) {
    super(id, code);
  }

  public int getVersion() {
    return version;
  }
}
