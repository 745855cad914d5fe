package dev.hibernatesplit.internal.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who logs in? */
record Credentials(@Nullable String user, @Nullable Secret password) {

  static final Credentials NONE = new Credentials(null, null);

  /** Those in the URL, such as {@code ?user=app&password=…}. */
  static Credentials inUrl(@Nullable String url) {
    ParsedUrl parsed = url == null ? null : ParsedUrl.of(url);
    return parsed == null ? NONE : in(parsed.parameters(), "");
  }

  /** Those among the driver properties of a pool. */
  static Credentials inPool(Map<String, String> hikari) {
    return in(hikari, HikariRules.DRIVER_PROPERTY);
  }

  static Credentials of(@Nullable Source source) {
    return source == null ? NONE : new Credentials(source.user(), source.password());
  }

  static Credentials of(@Nullable String user, @Nullable String password) {
    return new Credentials(user, password == null ? null : new Secret(password));
  }

  private static Credentials in(Map<String, String> properties, String prefix) {
    return of(properties.get(prefix + "user"), properties.get(prefix + "password"));
  }

  /** What these leave open, taken from others; never a password that belongs to another user. */
  Credentials orElse(Credentials others) {
    boolean sameUser = user == null || others.user == null || user.equals(others.user);
    return new Credentials(
        user == null ? others.user : user,
        password == null && sameUser ? others.password : password);
  }
}
