package dev.hibernatesplit.it.applications;

import dev.hibernatesplit.it.Journeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Users of one application who have no data in common, each part of them in its own thread. */
public final class Parts {

  public static final int COUNT = 4;

  private Parts() {}

  /** The steps of the first part, then those of the second, and so on. */
  static List<Step> play(Scenario scenario, Deployment deployment) throws Exception {
    List<Callable<List<Step>>> parts = new ArrayList<>();
    for (int part = 0; part < COUNT; part++) {
      int own = part;
      parts.add(() -> play(scenario, deployment, own));
    }
    ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    try {
      List<Step> all = new ArrayList<>();
      for (Future<List<Step>> part : threads.invokeAll(parts)) {
        all.addAll(part.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Nobody knows whose the journeys are, so the steps have none. */
  private static List<Step> play(Scenario scenario, Deployment deployment, int part) {
    Transcript transcript = new Transcript(new Journeys(), step -> {});
    scenario.playPart(deployment.context(), transcript, part);
    return transcript.steps();
  }
}
