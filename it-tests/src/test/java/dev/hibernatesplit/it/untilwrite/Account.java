package dev.hibernatesplit.it.untilwrite;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/** Something that is read, and sometimes changed. */
@Entity
public class Account {

  @Id private Long id;
  @Version private int version;
  private String owner;
  private int balance;

  protected Account() {}

  public Account(long id, String owner, int balance) {
    this.id = id;
    this.owner = owner;
    this.balance = balance;
  }

  public Long getId() {
    return id;
  }

  public String getOwner() {
    return owner;
  }

  public int getBalance() {
    return balance;
  }

  public void setBalance(int balance) {
    this.balance = balance;
  }
}
