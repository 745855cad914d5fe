package dev.hibernatesplit.it.applications.petclinic;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/** All owners. */
interface Owners extends JpaRepository<Owner, Integer> {

  Page<Owner> findByLastNameStartingWith(String lastName, Pageable pageable);
}
