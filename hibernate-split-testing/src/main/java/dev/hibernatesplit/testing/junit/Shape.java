package dev.hibernatesplit.testing.junit;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.ReplicatedPostgresBuilder;
import java.util.List;

/** What makes two clusters interchangeable. */
record Shape(int replicas, List<String> settings, boolean statementLog) {

  static Shape of(PostgresCluster wish) {
    return new Shape(wish.replicas(), List.of(wish.settings()), wish.statementLog());
  }

  ReplicatedPostgres start() {
    ReplicatedPostgresBuilder builder =
        ReplicatedPostgres.builder().replicas(replicas).statementLog(statementLog);
    for (String line : settings) {
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "@PostgresCluster settings '" + line + "': write it as 'name=value'");
      }
      builder.setting(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    return builder.start();
  }
}
