package dev.hibernatesplit.it.cache;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.NaturalId;

/** Something with all that a cache keeps. */
@MappedSuperclass
public abstract class Item {

  @Id private Long id;

  @NaturalId(mutable = true)
  private String code;

  private int number;

  @ElementCollection private List<Integer> marks = new ArrayList<>();

  protected Item() {}

  Item(long id, String code) {
    this.id = id;
    this.code = code;
  }

  public Long getId() {
    return id;
  }

  public String getCode() {
    return code;
  }

  public void setCode(String code) {
    this.code = code;
  }

  public int getNumber() {
    return number;
  }

  public void setNumber(int number) {
    this.number = number;
  }

  public List<Integer> getMarks() {
    return marks;
  }
}
