package dev.hibernatesplit.it.applications.petclinic;

import dev.hibernatesplit.it.applications.Habits;
import dev.hibernatesplit.it.applications.Transcript;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import org.springframework.context.ApplicationContext;

/** What people have done: first a page that shows it, then the change, then the page again. */
final class Errands {

  private final Clinic clinic;
  private final Owners owners;
  private final Transcript transcript;
  private final Random random;
  private final IntSupplier someone;
  private int serial;

  /**
   * @param someone the id of an owner who has something done
   */
  Errands(ApplicationContext context, Transcript transcript, Random random, IntSupplier someone) {
    clinic = context.getBean(Clinic.class);
    owners = context.getBean(Owners.class);
    this.transcript = transcript;
    this.random = random;
    this.someone = someone;
  }

  void into(Habits habits) {
    habits.add(2, this::register).add(3, this::addPet).add(5, this::book).add(1, this::closeType);
    changes(habits);
  }

  /** What makes nothing new, whose id would depend on whose turn it is. */
  void changes(Habits habits) {
    habits.add(3, this::edit).add(3, this::move).add(2, this::rename);
    habits.add(1, this::giveAway).add(1, this::leave);
  }

  private void register() {
    Owner owner = new Owner("Nora", Opening.lastName(++serial), serial + " Low St", "Bonn");
    transcript
        .step("register " + serial, () -> clinic.register(owner))
        .ifPresent(registered -> owner(registered.getId()));
  }

  /** As the real application does it: a form holds a detached owner, which is merged. */
  private void edit() {
    int id = someone.getAsInt();
    transcript
        .step("form of owner " + id, () -> owners.findById(id).orElseThrow())
        .ifPresent(
            form -> {
              form.setTelephone("0" + ++serial);
              transcript.step("submitted", () -> owners.save(form));
              owner(id);
            });
  }

  private void move() {
    int id = someone.getAsInt();
    transcript.step("move " + id, () -> clinic.move(id, ++serial + " New St", "Kiel"));
    owner(id);
  }

  private void addPet() {
    int id = someone.getAsInt();
    String name = random.nextInt(3) == 0 ? "REX" : "Pet" + ++serial;
    String type = Opening.TYPES.get(random.nextInt(Opening.TYPES.size()));
    transcript.step("types", clinic::types);
    transcript.step("add " + name + " to " + id, () -> clinic.addPet(id, name, Opening.DAY, type));
    owner(id);
  }

  private void rename() {
    withPet((owner, pet) -> clinic.rename(owner, pet, "Pet" + ++serial));
  }

  private void book() {
    withPet((owner, pet) -> clinic.book(owner, pet, nextVisit()));
  }

  private Visit nextVisit() {
    return new Visit(Opening.DAY.plusDays(++serial), "sneezes");
  }

  private void giveAway() {
    withPet(clinic::giveAway);
  }

  private void leave() {
    int id = someone.getAsInt();
    transcript.act("leave " + id, () -> clinic.leave(id));
    owner(id);
  }

  /** Refused while any pet is of that type. */
  private void closeType() {
    int id = 1 + random.nextInt(Opening.TYPES.size());
    transcript.act("close type " + id, () -> clinic.close(id));
    transcript.step("types", clinic::types);
  }

  private void withPet(BiConsumer<Integer, Integer> work) {
    int id = someone.getAsInt();
    List<Pet> pets =
        transcript
            .step("owner " + id, () -> clinic.owner(id))
            .map(Owner::getPets)
            .orElse(List.of());
    if (!pets.isEmpty()) {
      int pet = pets.get(random.nextInt(pets.size())).getId();
      transcript.act("work on pet " + pet, () -> work.accept(id, pet));
      owner(id);
    }
  }

  private void owner(int id) {
    transcript.step("owner " + id, () -> clinic.owner(id));
  }
}
