package dev.hibernatesplit.internal.topology;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.internal.config.TargetConfiguration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Can the primary be used at all? Asked once, at start; what is wrong is said in settings' terms.
 */
public final class PrimaryStart {

  private PrimaryStart() {}

  /**
   * Reads the primary's facts over a connection of its pool.
   *
   * @throws SplitConfigurationException if it cannot be reached, or is no PostgreSQL primary
   */
  public static PrimaryFacts of(Topology topology) {
    Target primary = topology.primary();
    PrimaryFacts facts = read(primary);
    if (!facts.driver().product().equals("PostgreSQL")) {
      throw problem(
          primary.configuration(),
          "url",
          "the database is " + facts.driver().product() + ", and only PostgreSQL is split",
          "Remove the hibernate.split.* settings, or set hibernate.split.enabled = false");
    }
    if (facts.inRecovery()) {
      throw problem(
          primary.configuration(),
          "url",
          "the server is in recovery, so it is a replica and takes no writes",
          "Name the primary here, and this server under hibernate.split.replicas.<name>.url");
    }
    primary.isolation(facts.isolation());
    return facts;
  }

  /**
   * Asks all servers for their roles, and lets the one that takes writes lead.
   *
   * @throws SplitConfigurationException if it is not exactly one, of the highest timeline
   */
  public static void find(Topology topology) {
    List<Target> highest = new ArrayList<>();
    int timeline = 0;
    StringBuilder answers = new StringBuilder();
    for (Target node : topology.nodes().values()) {
      int its = timelineIfLeading(node, answers);
      if (its > timeline && !node.configuration().dedicated()) {
        timeline = its;
        highest.clear();
      }
      if (its > 0 && its == timeline && !node.configuration().dedicated()) {
        highest.add(node);
      }
    }
    if (highest.size() != 1) {
      throw new SplitConfigurationException(
          List.of(
              "hibernate.split.nodes.*: exactly one server must take writes on the highest"
                  + " timeline, but:"
                  + answers
                  + ". Start or promote one, or shut the others down."));
    }
    topology.begin(highest.get(0));
  }

  /** 0 if it does not lead, or cannot say. */
  private static int timelineIfLeading(Target node, StringBuilder answers) {
    int timeline = 0;
    String answer;
    try {
      timeline = node.ask(PrimaryStart::timeline);
      answer = timeline == 0 ? "is in recovery" : "takes writes on timeline " + timeline;
    } catch (SQLException e) {
      answer = "cannot be asked (" + e.getMessage() + ")";
    }
    answers.append(answers.isEmpty() ? " " : ", ").append(node.name()).append(' ').append(answer);
    return timeline;
  }

  private static int timeline(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select case when pg_is_in_recovery() then '0'"
                    + " else substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) end")) {
      row.next();
      return Integer.parseInt(row.getString(1), 16);
    }
  }

  private static PrimaryFacts read(Target primary) {
    try {
      return primary.ask(PrimaryFacts::read);
    } catch (SQLException e) {
      throw unusable(primary.configuration(), e);
    }
  }

  /** The primary gave no connection: a login that was refused, or no server there. */
  static SplitConfigurationException unusable(TargetConfiguration primary, Throwable cause) {
    boolean refused =
        cause instanceof SQLException sql && String.valueOf(sql.getSQLState()).startsWith("28");
    SplitConfigurationException problem =
        refused
            ? problem(
                primary,
                "user",
                "was refused: " + cause.getMessage(),
                "Correct the user or password")
            : problem(
                primary,
                "url",
                "the primary cannot be reached: " + cause.getMessage(),
                "Start the server, or correct the URL");
    problem.initCause(cause);
    return problem;
  }

  private static SplitConfigurationException problem(
      TargetConfiguration primary, String key, String rule, String remedy) {
    return new SplitConfigurationException(
        List.of(
            "jakarta.persistence.jdbc.%1$s (or hibernate.split.primary.%1$s) of %2$s: %3$s. %4$s."
                .formatted(key, primary.source(), rule, remedy)));
  }
}
