package dev.hibernatesplit.internal.config;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where do a target's physical connections come from? */
public sealed interface Source {

  /** The user to log in as; null where the URL says it, or the DataSource knows. */
  @Nullable String user();

  /** The password of {@link #user}; null where the URL says it, or none is needed. */
  @Nullable Secret password();

  /** A JDBC URL, for a pool of ours; {@code driver} is a class name, null to find it by the URL. */
  record Url(String url, @Nullable String user, @Nullable Secret password, @Nullable String driver)
      implements Source {

    @Override
    public String toString() {
      return "Url[" + Redaction.url(url) + ", user=" + user + ", password=" + password + "]";
    }
  }

  /**
   * A DataSource from the application or its framework: used as it is, not pooled again. Where
   * {@code user} is set it is asked for connections of that user, as Hibernate does.
   */
  record Given(DataSource dataSource, @Nullable String user, @Nullable Secret password)
      implements Source {

    @Override
    public String toString() {
      return "Given[" + dataSource.getClass().getName() + ", user=" + user + "]";
    }
  }

  /**
   * The pool's own properties name it: {@code dataSourceClassName} or {@code dataSourceJNDI}, found
   * among {@link TargetConfiguration#hikari}. Only a primary has it, from {@code
   * hibernate.hikari.*}.
   */
  record PoolProperties(@Nullable String user, @Nullable Secret password) implements Source {}
}
