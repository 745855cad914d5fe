package dev.hibernatesplit.internal.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The words that steer the walk over a query; all other words are names to it. */
enum Keyword {
  /** Not a keyword. */
  NONE,

  // Reserved: followed by a parenthesis they are still no function.
  ALL(true),
  AND(true),
  ANY(true),
  ARRAY(true),
  AS(true),
  ASC(true),
  ASYMMETRIC(true),
  BETWEEN(true),
  CASE(true),
  COLLATE(true),
  DEFAULT(true),
  DESC(true),
  DISTINCT(true),
  DO(true),
  ELSE(true),
  END(true),
  EXCEPT(true),
  EXISTS(true),
  FALSE(true),
  FETCH(true),
  FOR(true),
  FROM(true),
  GROUP(true),
  HAVING(true),
  IN(true),
  INTERSECT(true),
  INTO(true),
  LATERAL(true),
  LIMIT(true),
  NOT(true),
  NULL(true),
  OFFSET(true),
  ON(true),
  ONLY(true),
  OR(true),
  ORDER(true),
  PLACING(true),
  RETURNING(true),
  SELECT(true),
  SOME(true),
  SYMMETRIC(true),
  TABLE(true),
  THEN(true),
  TO(true),
  TRUE(true),
  UNION(true),
  USING(true),
  VALUES(true),
  VARIADIC(true),
  WHEN(true),
  WHERE(true),
  WINDOW(true),
  WITH(true),

  // Functions by the name of an operator or a join, if no value stands before them.
  ILIKE,
  JOIN,
  LIKE,
  OVERLAPS,

  // Words of a join that end an item of FROM.
  CROSS,
  FULL,
  INNER,
  LEFT,
  NATURAL,
  OUTER,
  RIGHT,

  // Words that mean something only beside certain others.
  BY,
  COLUMNS,
  CONFLICT,
  DELETE,
  ESCAPE,
  FILTER,
  FIRST,
  INSERT,
  INTERVAL,
  KEY,
  MATERIALIZED,
  MERGE,
  NEXT,
  NO,
  OPERATOR,
  ORDINALITY,
  OVER,
  PARTITION,
  PASSING,
  RECURSIVE,
  REPEATABLE,
  ROWS,
  SECOND,
  SET,
  SETS,
  SHARE,
  TABLESAMPLE,
  TEMP,
  TEMPORARY,
  TIME,
  UNLOGGED,
  UPDATE,
  ZONE,
  GROUPING,

  // Values that are spelled without parentheses.
  CURRENT_CATALOG(true),
  CURRENT_DATE(true),
  CURRENT_ROLE(true),
  CURRENT_SCHEMA,
  CURRENT_TIME(true),
  CURRENT_TIMESTAMP(true),
  CURRENT_USER(true),
  LOCALTIME(true),
  LOCALTIMESTAMP(true),
  SESSION_USER(true),
  SYSTEM_USER(true),
  USER(true),

  // Columns that only sequences have.
  IS_CALLED,
  LAST_VALUE,
  LOG_CNT;

  private static final NameTable<Keyword> BY_NAME = byName();

  /** Whether the word can be no function's name. */
  final boolean reserved;

  Keyword() {
    this(false);
  }

  Keyword(boolean reserved) {
    this.reserved = reserved;
  }

  /** Finds the keyword that {@code text[start, end)} spells, or {@link #NONE}. */
  static Keyword find(String text, int start, int end, int hash, boolean fold) {
    Keyword found = BY_NAME.find(text, start, end, hash, fold);
    return found == null ? NONE : found;
  }

  /** Says whether an expression may end with this word. */
  boolean endsValue() {
    return switch (this) {
      case NONE, END, NULL, TRUE, FALSE, CURRENT_CATALOG, CURRENT_DATE, CURRENT_ROLE -> true;
      case CURRENT_SCHEMA, CURRENT_TIME, CURRENT_TIMESTAMP, CURRENT_USER, LOCALTIME -> true;
      case LOCALTIMESTAMP, SESSION_USER, SYSTEM_USER, USER -> true;
      default -> false;
    };
  }

  private static NameTable<Keyword> byName() {
    Map<String, Keyword> names = new HashMap<>();
    for (Keyword keyword : values()) {
      if (keyword != NONE) {
        names.put(keyword.name().toLowerCase(Locale.ROOT), keyword);
      }
    }
    return new NameTable<>(names);
  }
}
