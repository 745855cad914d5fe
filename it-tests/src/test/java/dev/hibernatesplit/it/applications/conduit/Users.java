package dev.hibernatesplit.it.applications.conduit;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** All users. */
interface Users extends JpaRepository<User, Long> {

  Optional<User> findByEmail(String email);

  Optional<User> findByUsername(String username);

  boolean existsByEmail(String email);

  /** Who is known to be there. */
  default User named(String username) {
    return findByUsername(username).orElseThrow();
  }
}
