package dev.hibernatesplit.it.applications.petclinic;

import org.springframework.data.jpa.repository.JpaRepository;

/** All pets. */
interface Pets extends JpaRepository<Pet, Integer> {}
