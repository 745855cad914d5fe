package dev.hibernatesplit.it.applications.conduit;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** All tags. */
interface Tags extends JpaRepository<Tag, Long> {

  List<Tag> findByNameIn(Collection<String> names);
}
