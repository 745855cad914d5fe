package dev.hibernatesplit;

/**
 * A HikariCP pool at one moment, as it sees itself. Immutable.
 *
 * @param active how many connections are in use
 * @param idle how many wait to be used
 * @param pending how many threads wait for one
 * @param total how many there are, in use or not
 * @param max how many there can be ({@code maximumPoolSize})
 */
public record PoolStatistics(int active, int idle, int pending, int total, int max) {

  /** A few words for an operator. */
  @Override
  public String toString() {
    return "%d active, %d idle, %d pending, %d of %d".formatted(active, idle, pending, total, max);
  }
}
