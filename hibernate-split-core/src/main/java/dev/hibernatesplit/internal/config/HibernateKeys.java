package dev.hibernatesplit.internal.config;

import java.util.List;

/** Hibernate's own keys that say where the database is; of several, the first one set counts. */
final class HibernateKeys {

  static final String HIKARI = "hibernate.hikari.";

  static final List<String> DATASOURCE =
      List.of("hibernate.connection.datasource", "jakarta.persistence.nonJtaDataSource");

  static final List<String> URL =
      List.of(
          HIKARI + "jdbcUrl",
          "jakarta.persistence.jdbc.url",
          "hibernate.connection.url",
          "javax.persistence.jdbc.url");

  static final List<String> USER =
      List.of(
          HIKARI + "username",
          "jakarta.persistence.jdbc.user",
          "hibernate.connection.username",
          "javax.persistence.jdbc.user");

  static final List<String> PASSWORD =
      List.of(
          HIKARI + "password",
          "jakarta.persistence.jdbc.password",
          "hibernate.connection.password",
          "javax.persistence.jdbc.password");

  static final List<String> DRIVER =
      List.of(
          "jakarta.persistence.jdbc.driver",
          "hibernate.connection.driver_class",
          "javax.persistence.jdbc.driver");

  static final List<String> POOL_SIZE = List.of("hibernate.connection.pool_size");
  static final List<String> AUTOCOMMIT = List.of("hibernate.connection.autocommit");
  static final List<String> ISOLATION = List.of("hibernate.connection.isolation");

  private HibernateKeys() {}
}
