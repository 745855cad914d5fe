package dev.hibernatesplit.it.applications.petclinic;

import java.util.Collection;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All vets. */
interface Vets extends Repository<Vet, Integer> {

  @Transactional(readOnly = true)
  Collection<Vet> findAll(Sort sort);

  @Transactional(readOnly = true)
  Page<Vet> findAll(Pageable pageable);

  Optional<Vet> findById(int id);

  Vet save(Vet vet);

  void delete(Vet vet);
}
