package dev.hibernatesplit.internal.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What may happen to the rows of a table. */
public enum Change {
  INSERT,
  UPDATE,
  DELETE,
  TRUNCATE;

  /** Any of them. */
  public static final Set<Change> ANY = Collections.unmodifiableSet(EnumSet.allOf(Change.class));
}
