package dev.hibernatesplit.it.consistency;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** Has the number of its folder, always. */
@Entity
public class Sheet {

  @Id private Long id;
  private int number;

  @ManyToOne(fetch = FetchType.LAZY)
  private Folder folder;

  protected Sheet() {}

  public Sheet(long id, Folder folder) {
    this.id = id;
    this.folder = folder;
  }

  public Long getId() {
    return id;
  }

  public int getNumber() {
    return number;
  }

  public Folder getFolder() {
    return folder;
  }
}
