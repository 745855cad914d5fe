package dev.hibernatesplit.it.promotion;

import dev.hibernatesplit.testing.PostgresServer;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What an application may give the library to get its connections from. */
enum Given {
  /** The driver, without a pool. */
  DRIVER {
    @Override
    DataSource to(PostgresServer server) {
      PGSimpleDataSource driver = new PGSimpleDataSource();
      driver.setUrl(server.jdbcUrl());
      driver.setUser(server.user());
      driver.setPassword(server.password());
      return driver;
    }
  },
  AGROAL {
    @Override
    DataSource to(PostgresServer server) throws SQLException {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(10)
                          .connectionFactoryConfiguration(
                              factory ->
                                  factory
                                      .jdbcUrl(server.jdbcUrl())
                                      .principal(new NamePrincipal(server.user()))
                                      .credential(new SimplePassword(server.password())))));
    }
  },
  DBCP {
    @Override
    DataSource to(PostgresServer server) {
      BasicDataSource pool = new BasicDataSource();
      pool.setUrl(server.jdbcUrl());
      pool.setUsername(server.user());
      pool.setPassword(server.password());
      pool.setMaxTotal(10);
      return pool;
    }
  };

  abstract DataSource to(PostgresServer server) throws SQLException;

  /** One that says only that it has none, whatever the reason. */
  static DataSource taciturn(DataSource pool) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isWrapperFor")) {
                return false;
              }
              try {
                return method.invoke(pool, arguments);
              } catch (InvocationTargetException e) {
                throw new SQLException("Timeout: pool empty");
              }
            });
  }
}
