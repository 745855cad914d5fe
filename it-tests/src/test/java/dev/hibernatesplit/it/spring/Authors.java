package dev.hibernatesplit.it.spring;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.Author;
import jakarta.persistence.QueryHint;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;

/** A repository as Spring Data users write it. */
interface Authors extends JpaRepository<Author, Long> {

  List<Author> findByName(String name);

  @QueryHints(@QueryHint(name = Routing.QUERY_HINT, value = Routing.TARGET_HINT + "r2"))
  List<Author> findByNameNot(String name);

  @QueryHints(@QueryHint(name = Routing.QUERY_HINT, value = Routing.TARGET_HINT + "r2"))
  @Query("select count(a) from Author a where a.name <> :name")
  long others(String name);
}
