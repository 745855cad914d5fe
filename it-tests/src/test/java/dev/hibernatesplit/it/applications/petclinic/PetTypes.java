package dev.hibernatesplit.it.applications.petclinic;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** All types of pets. */
interface PetTypes extends JpaRepository<PetType, Integer> {

  @Query("select type from PetType type order by type.name")
  List<PetType> findPetTypes();

  Optional<PetType> findByName(String name);
}
