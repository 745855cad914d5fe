package dev.hibernatesplit.it.applications.conduit;

import java.util.Collection;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/** All articles. */
interface Articles extends JpaRepository<Article, Long> {

  @EntityGraph(attributePaths = "author")
  Optional<Article> findBySlug(String slug);

  Page<Article> findByAuthorUsername(String author, Pageable page);

  Page<Article> findByTagsName(String tag, Pageable page);

  Page<Article> findByFansUsername(String fan, Pageable page);

  @EntityGraph(attributePaths = "author")
  Page<Article> findByAuthorIn(Collection<User> authors, Pageable page);

  default Article at(String slug) {
    return findBySlug(slug).orElseThrow();
  }
}
