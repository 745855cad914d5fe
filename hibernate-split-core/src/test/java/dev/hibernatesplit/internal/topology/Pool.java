package dev.hibernatesplit.internal.topology;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** Pools of others, of one connection each, which is waited for for a short while. */
enum Pool {
  HIKARI {
    @Override
    DataSource to(String url) {
      HikariConfig pool = new HikariConfig();
      pool.setJdbcUrl(url);
      pool.setMaximumPoolSize(1);
      pool.setConnectionTimeout(WAIT);
      pool.setInitializationFailTimeout(-1);
      return new HikariDataSource(pool);
    }
  },
  AGROAL {
    @Override
    DataSource to(String url) throws SQLException {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(1)
                          .acquisitionTimeout(Duration.ofMillis(WAIT))
                          .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url))));
    }
  },
  DBCP {
    @Override
    DataSource to(String url) {
      BasicDataSource pool = new BasicDataSource();
      pool.setUrl(url);
      pool.setMaxTotal(1);
      pool.setMaxWait(Duration.ofMillis(WAIT));
      return pool;
    }
  },
  TOMCAT {
    @Override
    DataSource to(String url) {
      PoolProperties pool = new PoolProperties();
      pool.setUrl(url);
      pool.setMaxActive(1);
      pool.setInitialSize(0);
      pool.setMaxWait(WAIT);
      return new org.apache.tomcat.jdbc.pool.DataSource(pool);
    }
  };

  private static final int WAIT = 300;

  abstract DataSource to(String url) throws SQLException;
}
