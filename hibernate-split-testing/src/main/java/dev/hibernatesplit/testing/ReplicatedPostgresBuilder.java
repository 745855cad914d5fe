package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.Login;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a {@link ReplicatedPostgres} is to be. Not safe for use by several threads. */
public final class ReplicatedPostgresBuilder {
  private static final int SECRET_BYTES = 12;

  private List<String> replicas = List.of("r1", "r2");
  private String database = "app";
  private String user = "app";
  private String password = "app-" + secret();
  private boolean statementLog = true;
  private final Map<String, String> settings = new LinkedHashMap<>();

  ReplicatedPostgresBuilder() {}

  /** How many replicas, named {@code r1}, {@code r2} …; by default 2. */
  public ReplicatedPostgresBuilder replicas(int count) {
    return replicas(IntStream.rangeClosed(1, count).mapToObj(i -> "r" + i).toArray(String[]::new));
  }

  /** The replicas by their names: lower-case letters, digits and {@code _}. */
  public ReplicatedPostgresBuilder replicas(String... names) {
    replicas = List.of(names);
    return this;
  }

  /** The name of the database; by default {@code app}. */
  public ReplicatedPostgresBuilder database(String name) {
    database = name;
    return this;
  }

  /** The owner of the database, no superuser; by default {@code app} with a random password. */
  public ReplicatedPostgresBuilder user(String name, String password) {
    this.user = name;
    this.password = password;
    return this;
  }

  /** A line of {@code postgresql.conf} for all servers, as {@code ("max_connections", "300")}. */
  public ReplicatedPostgresBuilder setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Whether servers log what they run, so that it can be counted; by default they do. */
  public ReplicatedPostgresBuilder statementLog(boolean on) {
    statementLog = on;
    return this;
  }

  /**
   * Starts all servers and waits until the replicas stream and have the database.
   *
   * @throws IllegalStateException if a server does not start; its log is in the message
   */
  public ReplicatedPostgres start() {
    for (String name : replicas) {
      if (!name.matches("[a-z0-9_]+") || name.equals("primary")) {
        throw new IllegalArgumentException(
            "Replica name '" + name + "': lower-case letters, digits and _, and not 'primary'");
      }
    }
    if (replicas.stream().distinct().count() != replicas.size()) {
      throw new IllegalArgumentException("Replica names must differ: " + replicas);
    }
    ClusterSpec spec =
        new ClusterSpec(
            database,
            new Login(user, password),
            new Login("postgres", secret()),
            settings,
            statementLog);
    return ClusterStart.of(spec, replicas);
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
