package dev.hibernatesplit.it.applications;

import dev.hibernatesplit.it.Journeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.springframework.data.domain.Page;

/** What users saw, step by step, as text: each answer, or the exception in its place. */
public final class Transcript {

  private final Journeys journeys;
  private final IntConsumer interlude;
  private final List<Step> steps = new ArrayList<>();

  /**
   * @param journeys what is emptied into each step
   * @param interlude what happens before each step, whose number it is given
   */
  Transcript(Journeys journeys, IntConsumer interlude) {
    this.journeys = journeys;
    this.interlude = interlude;
    journeys.clear();
  }

  /** A use case with an answer, which is there unless it failed. */
  public <T> Optional<T> step(String what, Supplier<T> useCase) {
    interlude.accept(steps.size());
    try {
      T answer = useCase.get();
      add(what + " = " + shown(answer));
      return Optional.of(answer);
    } catch (RuntimeException e) {
      add(what + " ! " + e.getClass().getSimpleName() + ": " + root(e).getMessage());
      return Optional.empty();
    }
  }

  /** A use case without an answer. */
  public void act(String what, Runnable useCase) {
    step(
        what,
        () -> {
          useCase.run();
          return "done";
        });
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  private void add(String line) {
    steps.add(new Step(line, journeys.all()));
    journeys.clear();
  }

  private static String shown(Object answer) {
    return answer instanceof Page<?> page
        ? page.getNumber() + "/" + page.getTotalPages() + " " + page.getContent()
        : answer.toString();
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }
}
