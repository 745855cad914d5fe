package dev.hibernatesplit.it;

import dev.hibernatesplit.Routing;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.QueryHint;
import java.util.ArrayList;
import java.util.List;

/** Has books, loaded lazily; ids from a sequence. */
@Entity
@NamedQuery(name = Author.ALL, query = "from Author")
@NamedNativeQuery(
    name = Author.ALL_NAMES,
    query = "select name from Author",
    hints = @QueryHint(name = Routing.QUERY_HINT, value = Routing.TARGET_HINT + "analytics"))
public class Author {

  public static final String ALL = "Author.all";

  /** A named query that says itself where it is to run. */
  public static final String ALL_NAMES = "Author.allNames";

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE)
  private Long id;

  private String name = "";

  @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
  private List<Book> books = new ArrayList<>();

  protected Author() {}

  @SuppressWarnings("this-escape") // a book keeps its author, and asks nothing of it yet
  public Author(String name, String... titles) {
    this.name = name;
    for (String title : titles) {
      books.add(new Book(this, title));
    }
  }

  public Long getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public List<Book> getBooks() {
    return books;
  }
}
