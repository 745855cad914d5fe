package dev.hibernatesplit.it.spring;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.Map;
import javax.sql.DataSource;

/** How a Spring application says where its database is. */
enum Shape {
  /** By JPA's own properties; the library makes all pools. */
  URL {
    @Override
    DataSource dataSource(ReplicatedPostgres cluster) {
      return null;
    }

    @Override
    Map<String, Object> settings(ReplicatedPostgres cluster) {
      return Map.of(
          "jakarta.persistence.jdbc.url", cluster.primary().jdbcUrl(),
          "jakarta.persistence.jdbc.user", cluster.user(),
          "jakarta.persistence.jdbc.password", cluster.password());
    }
  },
  /** By a DataSource bean, as Spring Boot does; the replicas inherit its login. */
  DATA_SOURCE {
    @Override
    DataSource dataSource(ReplicatedPostgres cluster) {
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(cluster.primary().jdbcUrl());
      pool.setUsername(cluster.user());
      pool.setPassword(cluster.password());
      return pool;
    }

    @Override
    Map<String, Object> settings(ReplicatedPostgres cluster) {
      return Map.of();
    }
  };

  /** The application's own DataSource, or null. */
  abstract DataSource dataSource(ReplicatedPostgres cluster);

  /** What it says in JPA's words. */
  abstract Map<String, Object> settings(ReplicatedPostgres cluster);
}
