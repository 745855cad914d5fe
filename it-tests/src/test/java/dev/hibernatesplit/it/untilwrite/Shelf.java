package dev.hibernatesplit.it.untilwrite;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** Something with parts, which are persisted with it. */
@Entity
class Shelf {

  @Id private Long id;

  @OneToMany(cascade = CascadeType.ALL)
  private List<Account> accounts = new ArrayList<>();

  protected Shelf() {}

  Shelf(long id) {
    this.id = id;
  }

  Long getId() {
    return id;
  }

  List<Account> getAccounts() {
    return accounts;
  }
}
