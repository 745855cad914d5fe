package dev.hibernatesplit.it.cache;

import jakarta.persistence.Entity;
import org.hibernate.annotations.NaturalIdCache;

/** One without a version. */
@Entity
@NaturalIdCache(region = "plain-codes")
public class Plain extends Item {

  protected Plain() {}

  public Plain(long id, String code) {
    super(id, code);
  }
}
