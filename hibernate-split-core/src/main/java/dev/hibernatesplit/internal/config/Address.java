package dev.hibernatesplit.internal.config;

import org.jspecify.annotations.Nullable;

/**
 * Which server and database does a URL name?
 *
 * @param servers {@code host:port} in lower case; several, separated by commas, where the URL names
 *     several; {@code service=…} where a service file says it
 * @param database empty where the URL leaves it to the driver
 */
public record Address(String servers, String database) {

  /** What pgjdbc takes the URL for; null where it is not one of pgjdbc's. */
  public static @Nullable Address of(String url) {
    ParsedUrl parsed = ParsedUrl.of(url);
    return parsed == null ? null : parsed.address();
  }

  boolean isOneServer() {
    return servers.indexOf(',') < 0;
  }

  @Override
  public String toString() {
    return servers + "/" + database;
  }
}
