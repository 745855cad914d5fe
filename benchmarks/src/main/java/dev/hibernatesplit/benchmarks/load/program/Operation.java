package dev.hibernatesplit.benchmarks.load.program;

import java.util.List;

/** What a caller can do with a {@link Store}. */
public enum Operation {
  FIND("find by id", Kind.READ) {
    @Override
    List<Item> perform(Store store, long id) {
      return store.find(id);
    }
  },
  LIST("query of ten rows", Kind.READ) {
    @Override
    List<Item> perform(Store store, long id) {
      return store.list(id);
    }
  },
  READ_ONLY("read-only transaction", Kind.READ) {
    @Override
    List<Item> perform(Store store, long id) {
      return store.look(id);
    }
  },
  /** A read by a query that costs the server a fixed time. */
  FIXED("query of fixed service time", Kind.READ) {
    @Override
    List<Item> perform(Store store, long id) {
      return store.slowly(id, FIXED_SECONDS);
    }
  },
  SALE("writing transaction", Kind.WRITE) {
    @Override
    List<Item> perform(Store store, long id) {
      return store.sell(id);
    }
  };

  /** How long {@link #FIXED} keeps a server's connection busy. */
  public static final double FIXED_SECONDS = 0.04;

  private enum Kind {
    READ,
    WRITE
  }

  private final String title;
  private final Kind kind;

  Operation(String title, Kind kind) {
    this.title = title;
    this.kind = kind;
  }

  /** What it is in words. */
  public String title() {
    return title;
  }

  public boolean reads() {
    return kind == Kind.READ;
  }

  /** Does it, and tells what it has read or committed. */
  abstract List<Item> perform(Store store, long id);
}
