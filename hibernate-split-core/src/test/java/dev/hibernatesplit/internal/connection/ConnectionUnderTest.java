package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.internal.config.CachePuts;
import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.config.ConsistencyConfiguration;
import dev.hibernatesplit.internal.config.FallbackConfiguration;
import dev.hibernatesplit.internal.config.TransactionConfiguration;
import dev.hibernatesplit.internal.config.TransactionReads;
import dev.hibernatesplit.internal.consistency.Guarantees;
import dev.hibernatesplit.internal.footprint.Declared;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.topology.DriverFacts;
import dev.hibernatesplit.internal.topology.PrimaryFacts;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.internal.wal.WalPages;
import dev.hibernatesplit.spi.SplitListener;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A connection of ours over a driver that records. */
final class ConnectionUnderTest {

  private static final SplitListener NOBODY = new SplitListener() {};

  private ConnectionUnderTest() {}

  static Connection over(RecordingDriver driver) {
    return connector(topology(driver.dataSource(), driver.dataSource()), true).open(null, false);
  }

  static Topology topology(DataSource primary, DataSource replica) {
    Configuration configuration =
        Configuration.read(
            Map.of(
                "hibernate.connection.datasource", primary,
                "hibernate.split.replicas.r1.datasource", replica),
            name -> Object.class);
    return Topology.open(configuration, NOBODY, Clock.systemUTC());
  }

  /**
   * @param autoCommit whether the pool's connections come auto-committing
   */
  static Connector connector(Topology topology, boolean autoCommit) {
    return connector(topology, autoCommit, QueryAdvice.NONE);
  }

  static Connector connector(Topology topology, boolean autoCommit, QueryAdvice queries) {
    DriverFacts driver = new DriverFacts("", "", "", "", 1, 1, "", "", 1, 1, Map.of());
    WalPages pages = new WalPages(8192, 16 << 20);
    PrimaryFacts facts =
        new PrimaryFacts(driver, 2, "app", "public", "1", pages, autoCommit, true, false);
    Classifier classifier = new Classifier();
    FallbackConfiguration asked =
        new FallbackConfiguration(true, FallbackConfiguration.NoReplica.PRIMARY, 50);
    return new Connector(
        topology,
        facts,
        classifier,
        new WishedTables(Map.of(), classifier),
        new TransactionConfiguration(TransactionReads.PRIMARY, true),
        Guarantees.of(
            new ConsistencyConfiguration(
                Consistency.EVENTUAL, Duration.ZERO, false, false, false, CachePuts.VERIFIED),
            "1",
            "app",
            classifier,
            Declared.NONE,
            List.of("r1"),
            true,
            Duration.ofSeconds(1),
            NOBODY),
        new Fallback(asked, topology),
        queries,
        NOBODY,
        SchemaChanges.UNWATCHED);
  }
}
