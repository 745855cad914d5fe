package dev.hibernatesplit.internal.config;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads what the keys of one target say about its place: url, user, password, datasource. */
final class SourceReader {

  private final Settings settings;
  private final String prefix;

  /** For the target whose keys begin with that prefix. */
  SourceReader(Settings settings, String prefix) {
    this.settings = settings;
    this.prefix = prefix;
  }

  @Nullable String url() {
    return settings.text(prefix + "url");
  }

  Credentials credentials() {
    return new Credentials(settings.text(prefix + "user"), settings.secret(prefix + "password"));
  }

  @Nullable DataSource dataSource() {
    return dataSource(prefix + "datasource");
  }

  /** The DataSource under the key; what is none is reported. */
  @Nullable DataSource dataSource(String key) {
    Object value = settings.value(key);
    if (value == null || value instanceof DataSource) {
      return (DataSource) value;
    }
    String remedy = "Give a DataSource, the JNDI name of one, or a URL in its place";
    String rule = "must be a javax.sql.DataSource, but is a " + value.getClass().getName();
    settings.problems().add(key, rule, remedy);
    return null;
  }

  /** Reports a target that names two places. */
  void checkOnePlace() {
    if (isSet("url") && isSet("datasource")) {
      String rule = "excludes '" + prefix + "datasource', which is set too";
      settings.problems().add(prefix + "url", rule, "Remove one of the two");
    }
  }

  boolean isSet(String key) {
    return settings.value(prefix + key) != null;
  }
}
