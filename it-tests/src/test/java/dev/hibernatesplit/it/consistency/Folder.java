package dev.hibernatesplit.it.consistency;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** Has sheets, which are loaded when they are asked for. */
@Entity
public class Folder {

  @Id private Long id;
  private int number;

  @OneToMany(mappedBy = "folder")
  private List<Sheet> sheets = new ArrayList<>();

  protected Folder() {}

  public Folder(long id) {
    this.id = id;
  }

  public Long getId() {
    return id;
  }

  public int getNumber() {
    return number;
  }

  public List<Sheet> getSheets() {
    return sheets;
  }
}
