package dev.hibernatesplit.it.applications.conduit;

import dev.hibernatesplit.it.applications.Habits;
import dev.hibernatesplit.it.applications.Scenario;
import dev.hibernatesplit.it.applications.Transcript;
import java.util.Random;
import org.springframework.context.ApplicationContext;

/** Some days among people who write. */
final class ConduitScenario implements Scenario {

  @Override
  public Class<?> application() {
    return ConduitApplication.class;
  }

  @Override
  public void open(ApplicationContext context) {
    Opening.of(context);
  }

  @Override
  public void play(ApplicationContext context, Transcript transcript) {
    Random random = new Random(11);
    Guests guests = Guests.all(random);
    Habits habits = new Habits(random);
    new Reading(context, transcript, guests).into(habits);
    new Writing(context, transcript, guests).into(habits);
    new Company(context, transcript, guests).into(habits);
    habits.follow(320);
  }

  @Override
  public void playPart(ApplicationContext context, Transcript transcript, int part) {
    Random random = new Random(part);
    Guests guests = Guests.part(random, part);
    Habits habits = new Habits(random);
    new Writing(context, transcript, guests).timeless(habits);
    new Company(context, transcript, guests).timeless(habits);
    habits.follow(40);
  }

  @Override
  public void browse(ApplicationContext context, Transcript transcript) {
    Random random = new Random(12);
    Habits habits = new Habits(random);
    new Reading(context, transcript, Guests.all(random)).into(habits);
    habits.follow(50);
  }
}
