package dev.hibernatesplit.testing;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The program that {@link ChildJvm} runs. */
final class ChildCluster {
  private ChildCluster() {}

  /**
   * Options: {@code frozen} freezes a replica, {@code killed} kills one, {@code closed} closes the
   * cluster at the end.
   */
  public static void main(String[] options) throws IOException, SQLException {
    ReplicatedPostgres cluster = ReplicatedPostgres.start();
    System.out.println(dataFolder(cluster));
    List<String> wishes = List.of(options);
    if (wishes.contains("frozen")) {
      cluster.replica("r1").freeze();
    }
    if (wishes.contains("killed")) {
      cluster.replica("r2").kill();
    }
    System.out.println(ChildJvm.UP);
    while (System.in.read() >= 0) {
      // Wait for the end.
    }
    if (wishes.contains("closed")) {
      cluster.close();
    }
  }

  static String dataFolder(ReplicatedPostgres cluster) throws SQLException {
    try (Connection admin = cluster.primary().adminConnection()) {
      return Sql.ask(admin, "show data_directory");
    }
  }
}
