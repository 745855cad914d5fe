package dev.hibernatesplit.it.applications.petclinic;

import java.time.LocalDate;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Whom and what the clinic opens with. */
final class Opening {

  static final List<String> TYPES = List.of("bird", "cat", "dog", "hamster", "lizard", "snake");
  static final List<String> SPECIALTIES = List.of("dentistry", "radiology", "surgery");
  static final List<String> LAST_NAMES = List.of("Brand", "Black", "Blum", "Cole", "Dorn");
  static final int OWNERS = 40;
  static final int VETS = 8;
  static final LocalDate DAY = LocalDate.of(2020, 1, 1);

  private Opening() {}

  static void of(ApplicationContext context) {
    Clinic clinic = context.getBean(Clinic.class);
    Staff staff = context.getBean(Staff.class);
    TYPES.forEach(type -> clinic.open(new PetType(type)));
    SPECIALTIES.forEach(specialty -> staff.teach(new Specialty(specialty)));
    for (int i = 0; i < VETS; i++) {
      staff.hire(new Vet("Vera", "Vet" + i), SPECIALTIES.subList(0, i % 4));
    }
    for (int i = 0; i < OWNERS; i++) {
      Owner owner = clinic.register(new Owner("Otto", lastName(i), i + " High St", "Ulm"));
      clinic.addPet(owner.getId(), "Rex", DAY.plusDays(i), TYPES.get(i % 4));
    }
  }

  static String lastName(int number) {
    return LAST_NAMES.get(number % LAST_NAMES.size());
  }
}
