package dev.hibernatesplit.internal.hibernate.guard;

import java.util.ArrayList;
import java.util.List;

/** The entities that one flush is about to update. */
public final class Updates {

  private final List<Object> entities = new ArrayList<>();

  void add(Object entity) {
    entities.add(entity);
  }

  List<Object> entities() {
    return entities;
  }

  /** The flush is over, or was not needed. */
  void clear() {
    entities.clear();
  }
}
