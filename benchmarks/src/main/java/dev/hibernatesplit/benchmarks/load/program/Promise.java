package dev.hibernatesplit.benchmarks.load.program;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What has been acknowledged of each item, to whomever it is promised: to one caller, or to all. A
 * read that begins now must see at least this. Safe for use by several threads.
 */
public final class Promise {

  private final AtomicLongArray sold;

  public Promise(int items) {
    this.sold = new AtomicLongArray(items);
  }

  void keep(Item item) {
    sold.accumulateAndGet((int) item.getId(), item.getSold(), Math::max);
  }

  /** What is promised now of an item and its neighbours on the shelf. */
  long[] shelf(long id) {
    int first = (int) (id - id % Store.SHELF);
    long[] now = new long[Store.SHELF];
    for (int i = 0; i < now.length && first + i < sold.length(); i++) {
      now[i] = sold.get(first + i);
    }
    return now;
  }

  /** Whether any of these is older than was promised of its shelf. */
  static boolean broken(long[] shelf, Iterable<Item> read) {
    for (Item item : read) {
      if (item.getSold() < shelf[(int) (item.getId() % Store.SHELF)]) {
        return true;
      }
    }
    return false;
  }
}
