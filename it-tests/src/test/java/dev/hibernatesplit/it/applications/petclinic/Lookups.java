package dev.hibernatesplit.it.applications.petclinic;

import dev.hibernatesplit.it.applications.Habits;
import dev.hibernatesplit.it.applications.Transcript;
import java.util.Random;
import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** What people want to know. */
final class Lookups {

  private static final Sort BY_NAME = Sort.by("lastName", "id");

  private final Clinic clinic;
  private final Staff staff;
  private final Vets vets;
  private final Transcript transcript;
  private final Random random;

  Lookups(ApplicationContext context, Transcript transcript, Random random) {
    clinic = context.getBean(Clinic.class);
    staff = context.getBean(Staff.class);
    vets = context.getBean(Vets.class);
    this.transcript = transcript;
    this.random = random;
  }

  void into(Habits habits) {
    habits.add(20, this::search).add(25, this::owner).add(6, this::types);
    habits.add(6, this::vets).add(6, this::pageOfVets).add(6, this::vet);
  }

  private void search() {
    String name = Opening.lastName(random.nextInt(5)).substring(0, 1 + random.nextInt(3));
    int page = random.nextInt(3);
    transcript.step("owners " + name + " " + page, () -> clinic.find(name, page));
  }

  private void owner() {
    int id = 1 + random.nextInt(Opening.OWNERS + 5);
    transcript.step("owner " + id, () -> clinic.owner(id));
  }

  private void types() {
    transcript.step("types", clinic::types);
  }

  /** As the real application does it: by a read-only repository. */
  private void vets() {
    transcript.step("vets", () -> vets.findAll(BY_NAME));
  }

  private void pageOfVets() {
    int page = random.nextInt(2);
    transcript.step("vets " + page, () -> vets.findAll(PageRequest.of(page, 5, BY_NAME)));
  }

  private void vet() {
    int id = 1 + random.nextInt(Opening.VETS + 2);
    transcript.step("vet " + id, () -> staff.vet(id));
  }
}
