package dev.hibernatesplit.it.applications.petclinic;

import dev.hibernatesplit.it.applications.Habits;
import dev.hibernatesplit.it.applications.Transcript;
import java.util.Random;
import org.springframework.context.ApplicationContext;

/** Vets come, learn, and go. */
final class Careers {

  private final Staff staff;
  private final Transcript transcript;
  private final Random random;
  private int serial;

  Careers(ApplicationContext context, Transcript transcript, Random random) {
    staff = context.getBean(Staff.class);
    this.transcript = transcript;
    this.random = random;
  }

  void into(Habits habits) {
    habits.add(2, this::hire).add(3, this::train).add(1, this::dismiss);
  }

  private void hire() {
    Vet vet = new Vet("New", "Vet" + ++serial);
    transcript
        .step("hire", () -> staff.hire(vet, Opening.SPECIALTIES.subList(0, random.nextInt(4))))
        .ifPresent(hired -> vet(hired.getId()));
  }

  private void train() {
    int id = anyVet();
    String specialty = Opening.SPECIALTIES.get(random.nextInt(Opening.SPECIALTIES.size()));
    transcript.step("train " + id + " in " + specialty, () -> staff.train(id, specialty));
    vet(id);
  }

  private void dismiss() {
    int id = anyVet();
    transcript.act("dismiss " + id, () -> staff.dismiss(id));
    vet(id);
  }

  private void vet(int id) {
    transcript.step("vet " + id, () -> staff.vet(id));
  }

  private int anyVet() {
    return 1 + random.nextInt(Opening.VETS);
  }
}
