package dev.hibernatesplit.it.cache;

import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.ehcache.jsr107.EhcacheCachingProvider;

/** Whose caches Hibernate uses. */
enum Provider {
  CAFFEINE {
    @Override
    Object factory(Map<String, Object> settings) {
      settings.put("hibernate.javax.cache.provider", CaffeineCachingProvider.class.getName());
      return "jcache";
    }
  },
  EHCACHE {
    @Override
    Object factory(Map<String, Object> settings) {
      settings.put("hibernate.javax.cache.provider", EhcacheCachingProvider.class.getName());
      return "jcache";
    }
  },
  /** Ours, given as an object; it knows every strategy. */
  MAPS {
    @Override
    Object factory(Map<String, Object> settings) {
      return new MapRegions();
    }
  };

  abstract Object factory(Map<String, Object> settings);

  /** Settings for a cache of entities, collections, natural ids and query results. */
  Map<String, Object> settings(String strategy, Class<?>... entities) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.cache.use_second_level_cache", true);
    settings.put("hibernate.cache.use_query_cache", true);
    settings.put("hibernate.javax.cache.missing_cache_strategy", "create");
    settings.put("hibernate.cache.region_prefix", name().toLowerCase(Locale.ROOT));
    for (Class<?> entity : entities) {
      settings.put("hibernate.classcache." + entity.getName(), strategy);
      settings.put("hibernate.collectioncache." + entity.getName() + ".marks", strategy);
    }
    settings.put("hibernate.cache.region.factory_class", factory(settings));
    return settings;
  }
}
