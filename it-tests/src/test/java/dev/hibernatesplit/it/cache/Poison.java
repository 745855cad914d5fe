package dev.hibernatesplit.it.cache;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.Application;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.EntityManager;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.Cache;
import org.hibernate.KeyType;

/**
 * Tries to get what a replica still shows into the caches: somebody writes, somebody reads on a
 * replica that replays nothing, somebody reads on the primary.
 */
final class Poison {

  /** What is cached. */
  enum Kind {
    ENTITY,
    COLLECTION,
    NATURAL_ID,
    QUERY
  }

  /** How it is written. */
  enum Way {
    /** By a session that loaded it. */
    ENTITY,
    /** By HQL. */
    BULK
  }

  static final long ID = 1;
  static final String CODE = "as the replica knows it";

  private final Application application;
  private final Class<? extends Item> type;
  private int number;

  Poison(Application application, Class<? extends Item> type) {
    this.application = application;
    this.type = type;
  }

  /** How many of some rounds ended in something stale on the primary. */
  Map<Kind, Integer> rounds(int rounds, Way way, boolean evicted) {
    Map<Kind, Integer> stale = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      stale.put(kind, 0);
    }
    for (int i = 0; i < rounds; i++) {
      write(way, "another");
      if (evicted) {
        evict();
      }
      for (Kind kind : Kind.values()) {
        read(kind);
      }
      for (Kind kind : Kind.values()) {
        if (!Routing.onPrimary(() -> isRight(kind, way))) {
          stale.merge(kind, 1, Integer::sum);
        }
      }
      write(way, CODE);
    }
    return stale;
  }

  private void write(Way way, String code) {
    number++;
    application.write(
        manager -> {
          if (way == Way.BULK) {
            manager
                .createQuery(
                    "update " + type.getName() + " set number=:number, code=:code where id=:id")
                .setParameter("number", number)
                .setParameter("code", code)
                .setParameter("id", ID)
                .executeUpdate();
          } else {
            Item item = manager.find(type, ID, CacheRetrieveMode.BYPASS);
            item.setNumber(number);
            item.setCode(code);
            item.getMarks().clear();
            item.getMarks().add(number);
          }
        });
  }

  private void evict() {
    Cache cache = application.sessionFactory().getCache();
    cache.evictEntityData(type);
    cache.evictCollectionData(type.getName() + ".marks");
    cache.evictNaturalIdData(type);
    cache.evictQueryRegions();
  }

  private Object read(Kind kind) {
    return application.outside(manager -> read(kind, manager));
  }

  private Object read(Kind kind, EntityManager manager) {
    return switch (kind) {
      case ENTITY -> manager.find(type, ID).getNumber();
      case COLLECTION -> List.copyOf(manager.find(type, ID).getMarks());
      case NATURAL_ID -> manager.find(type, CODE, KeyType.NATURAL) == null ? "nobody" : "somebody";
      case QUERY ->
          manager
              .createQuery("select number from " + type.getName() + " where id=:id", Integer.class)
              .setParameter("id", ID)
              .setHint("org.hibernate.cacheable", true)
              .getSingleResult();
    };
  }

  private boolean isRight(Kind kind, Way way) {
    Object found = read(kind);
    return switch (kind) {
      case ENTITY, QUERY -> found.equals(number);
      case COLLECTION -> way == Way.BULK || found.equals(List.of(number));
      case NATURAL_ID -> found.equals("nobody");
    };
  }

  static String named(Provider provider, String strategy, Class<?> type, Way way, boolean evicted) {
    return String.join(
            " ",
            provider.name(),
            strategy,
            type.getSimpleName(),
            way.name(),
            evicted ? "evicted" : "")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
