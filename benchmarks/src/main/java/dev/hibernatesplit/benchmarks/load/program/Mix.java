package dev.hibernatesplit.benchmarks.load.program;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How often which operation comes.
 *
 * @param readShare the part of reads, from 0 to 1
 * @param reads what reads are, one as often as the other
 */
public record Mix(double readShare, List<Operation> reads) {

  /** Finds, queries and read-only transactions. */
  public static Mix of(double readShare) {
    return new Mix(readShare, List.of(Operation.FIND, Operation.LIST, Operation.READ_ONLY));
  }

  Operation next(RandomGenerator random) {
    return random.nextDouble() < readShare
        ? reads.get(random.nextInt(reads.size()))
        : Operation.SALE;
  }
}
