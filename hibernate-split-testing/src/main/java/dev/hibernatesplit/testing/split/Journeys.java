package dev.hibernatesplit.testing.split;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hears what the library decides, and joins it to what the servers say that they ran. Thread-safe.
 */
public final class Journeys implements SplitListener {

  private final List<Decided> decided = new CopyOnWriteArrayList<>();

  private record Decided(StatementInfo statement, RoutingDecision decision) {}

  /** None so far. */
  public Journeys() {}

  @Override
  public void statementRouted(StatementInfo statement, RoutingDecision decision) {
    decided.add(new Decided(statement, decision));
  }

  /** Forgets them. */
  public void clear() {
    decided.clear();
  }

  /**
   * Every journey: where the library sent it and the server saw it, or not; then what servers ran
   * without the library.
   *
   * @param ran what each server says that it ran, by the target's name; parameters may stand in the
   *     texts as {@code ?} or {@code $1}, and something may follow a text that the driver added
   */
  public List<Journey> joined(Map<String, List<String>> ran) {
    Map<String, List<String>> left = new LinkedHashMap<>();
    ran.forEach((target, texts) -> left.put(target, normalised(texts)));
    List<Decided> all = List.copyOf(decided);
    List<Journey> journeys = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Decided one = all.get(i);
      String target = one.decision.target();
      List<String> texts = left.getOrDefault(target, List.of());
      int runs = take(texts, one.statement.sql(), isLastOfItsText(all, i));
      journeys.add(
          new Journey(target, one.statement.sql(), one.statement, one.decision.reason(), runs));
    }
    left.forEach(
        (target, texts) ->
            texts.forEach(text -> journeys.add(new Journey(target, text, null, null, 1))));
    return journeys;
  }

  private static List<String> normalised(List<String> texts) {
    List<String> normalised = new ArrayList<>();
    texts.forEach(text -> normalised.add(Parameters.numbered(text)));
    return normalised;
  }

  /** Its text is decided on there no more: then it was a batch, and all runs are its own. */
  private static boolean isLastOfItsText(List<Decided> all, int index) {
    Decided one = all.get(index);
    return all.subList(index + 1, all.size()).stream()
        .noneMatch(
            other ->
                Objects.equals(other.decision.target(), one.decision.target())
                    && other.statement.sql().equals(one.statement.sql()));
  }

  private static int take(List<String> texts, String sql, boolean all) {
    String text = Parameters.numbered(sql);
    int taken = 0;
    for (Iterator<String> run = texts.iterator(); run.hasNext() && (all || taken == 0); ) {
      if (isOf(run.next(), text)) {
        run.remove();
        taken++;
      }
    }
    return taken;
  }

  /** The driver adds a clause for generated keys. */
  private static boolean isOf(String run, String text) {
    return run.startsWith(text)
        && (run.length() == text.length()
            || run.substring(text.length()).strip().startsWith("RETURNING "));
  }
}
