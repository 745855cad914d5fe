package dev.hibernatesplit.it.applications.petclinic;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Vets, and what they have learnt. */
@Service
@Transactional
class Staff {

  private final Vets vets;
  private final Specialties specialties;

  Staff(Vets vets, Specialties specialties) {
    this.vets = vets;
    this.specialties = specialties;
  }

  public void teach(Specialty specialty) {
    specialties.save(specialty);
  }

  public Vet vet(int id) {
    return vets.findById(id).orElseThrow();
  }

  public Vet hire(Vet vet, List<String> learnt) {
    vet.learn(specialties.findByNameIn(learnt));
    return vets.save(vet);
  }

  public Vet train(int vetId, String specialty) {
    Vet vet = vet(vetId);
    vet.learn(specialties.findByNameIn(List.of(specialty)));
    return vet;
  }

  public void dismiss(int vetId) {
    vets.delete(vet(vetId));
  }
}
