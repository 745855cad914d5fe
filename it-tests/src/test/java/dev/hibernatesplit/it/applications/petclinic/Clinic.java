package dev.hibernatesplit.it.applications.petclinic;

import java.time.LocalDate;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Owners, their pets, and their visits. */
@Service
@Transactional
class Clinic {

  private static final int PAGE = 5;

  private final Owners owners;
  private final Pets pets;
  private final PetTypes types;

  Clinic(Owners owners, Pets pets, PetTypes types) {
    this.owners = owners;
    this.pets = pets;
    this.types = types;
  }

  public Page<Owner> find(String lastName, int page) {
    return owners.findByLastNameStartingWith(
        lastName, PageRequest.of(page, PAGE, Sort.by("lastName", "id")));
  }

  public Owner owner(int id) {
    return owners.findById(id).orElseThrow();
  }

  public List<PetType> types() {
    return types.findPetTypes();
  }

  public void open(PetType type) {
    types.save(type);
  }

  public void close(int type) {
    types.deleteById(type);
  }

  public Owner register(Owner owner) {
    return owners.save(owner);
  }

  public Owner move(int ownerId, String address, String city) {
    Owner owner = owner(ownerId);
    owner.move(address, city);
    return owner;
  }

  public Owner addPet(int ownerId, String name, LocalDate birthDate, String type) {
    Owner owner = owner(ownerId);
    if (owner.has(name)) {
      throw new IllegalStateException(name + " is here already");
    }
    owner.getPets().add(new Pet(name, birthDate, types.findByName(type).orElseThrow()));
    return owner;
  }

  public Owner rename(int ownerId, int petId, String name) {
    Owner owner = owner(ownerId);
    owner.pet(petId).setName(name);
    return owner;
  }

  public Owner book(int ownerId, int petId, Visit visit) {
    Owner owner = owner(ownerId);
    owner.pet(petId).add(visit);
    return owner;
  }

  public void giveAway(int ownerId, int petId) {
    Owner owner = owner(ownerId);
    Pet pet = owner.pet(petId);
    owner.getPets().remove(pet);
    pets.delete(pet);
  }

  public void leave(int ownerId) {
    owners.delete(owner(ownerId));
  }
}
