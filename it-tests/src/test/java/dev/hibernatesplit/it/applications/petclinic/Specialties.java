package dev.hibernatesplit.it.applications.petclinic;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** All that vets can learn. */
interface Specialties extends JpaRepository<Specialty, Integer> {

  List<Specialty> findByNameIn(Collection<String> names);
}
