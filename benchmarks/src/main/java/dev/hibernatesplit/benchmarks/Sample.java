package dev.hibernatesplit.benchmarks;

/**
 * What one unit cost its thread, on average over a block.
 *
 * @param nanos CPU time in nanoseconds
 * @param bytes allocated
 */
record Sample(double nanos, double bytes) {

  /** As it travels between processes. */
  static Sample parse(String line) {
    String[] parts = line.split(" ");
    return new Sample(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
  }

  @Override
  public String toString() {
    return nanos + " " + bytes;
  }
}
