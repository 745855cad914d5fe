package dev.hibernatesplit.it.applications.petclinic;

import dev.hibernatesplit.it.applications.Habits;
import dev.hibernatesplit.it.applications.Parts;
import dev.hibernatesplit.it.applications.Scenario;
import dev.hibernatesplit.it.applications.Transcript;
import java.util.Random;
import org.springframework.context.ApplicationContext;

/** Some weeks at the clinic. */
final class PetclinicScenario implements Scenario {

  @Override
  public Class<?> application() {
    return PetclinicApplication.class;
  }

  @Override
  public void open(ApplicationContext context) {
    Opening.of(context);
  }

  @Override
  public void play(ApplicationContext context, Transcript transcript) {
    Random random = new Random(7);
    Habits habits = new Habits(random);
    new Lookups(context, transcript, random).into(habits);
    new Errands(context, transcript, random, () -> 1 + random.nextInt(Opening.OWNERS)).into(habits);
    new Careers(context, transcript, random).into(habits);
    habits.follow(360);
  }

  @Override
  public void playPart(ApplicationContext context, Transcript transcript, int part) {
    Random random = new Random(part);
    int count = Opening.OWNERS / Parts.COUNT;
    Habits habits = new Habits(random);
    new Errands(context, transcript, random, () -> 1 + part * count + random.nextInt(count))
        .changes(habits);
    habits.follow(40);
  }

  @Override
  public void browse(ApplicationContext context, Transcript transcript) {
    Random random = new Random(8);
    Habits habits = new Habits(random);
    new Lookups(context, transcript, random).into(habits);
    habits.follow(50);
  }
}
