package dev.hibernatesplit.it.applications;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What users do, some of it more often than other; one seed makes one sequence. */
public final class Habits {

  private final Random random;
  private final List<Runnable> all = new ArrayList<>();

  public Habits(Random random) {
    this.random = random;
  }

  /** Adds something that is done so many times as often as what has weight one. */
  public Habits add(int weight, Runnable useCase) {
    all.addAll(Collections.nCopies(weight, useCase));
    return this;
  }

  /** Does some of it, so many times. */
  public void follow(int times) {
    for (int i = 0; i < times; i++) {
      all.get(random.nextInt(all.size())).run();
    }
  }
}
