package dev.hibernatesplit.internal.topology;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import com.zaxxer.hikari.util.DriverDataSource;
import dev.hibernatesplit.internal.config.Secret;
import dev.hibernatesplit.internal.config.Source;
import dev.hibernatesplit.internal.config.TargetConfiguration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Makes the pool that a target's configuration asks for. */
final class PoolMaker {

  private final TargetConfiguration configuration;
  private final PhysicalConnections connections;

  /**
   * @param connections whom to tell of each connection, where the configuration has a URL
   */
  PoolMaker(TargetConfiguration configuration, PhysicalConnections connections) {
    this.configuration = configuration;
    this.connections = connections;
  }

  /**
   * @param initializationFailTimeout HikariCP's, if the user says nothing else
   */
  HikariDataSource make(long initializationFailTimeout) {
    Properties properties = new Properties();
    properties.putAll(configuration.hikari());
    HikariConfig hikari = new HikariConfig(properties);
    if (!configuration.hikari().containsKey("initializationFailTimeout")) {
      hikari.setInitializationFailTimeout(initializationFailTimeout);
    }
    logIn(hikari, configuration.source().user(), configuration.source().password());
    if (configuration.source() instanceof Source.Url source) {
      connect(hikari, source);
    }
    return new HikariDataSource(hikari);
  }

  private static void logIn(HikariConfig hikari, @Nullable String user, @Nullable Secret password) {
    if (user != null) {
      hikari.setUsername(user);
    }
    if (password != null) {
      hikari.setPassword(password.value());
    }
  }

  /** As HikariCP would by itself, but bounded in time, and so that we hear of it. */
  private void connect(HikariConfig hikari, Source.Url source) {
    hikari.setJdbcUrl(source.url());
    if (source.driver() != null) {
      hikari.setDriverClassName(source.driver());
    }
    Credentials who =
        hikari.getCredentialsProvider() == null
            ? hikari.getCredentials()
            : hikari.getCredentialsProvider().getCredentials();
    Login login =
        Login.of(source.url(), hikari.getDataSourceProperties(), hikari.getConnectionTimeout());
    hikari.setDataSource(
        new TellingDataSource(
            new DriverDataSource(
                source.url(),
                source.driver(),
                login.properties(),
                who.getUsername(),
                who.getPassword()),
            login,
            connections));
  }
}
