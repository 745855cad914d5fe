package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.topology.DriverFacts;
import dev.hibernatesplit.internal.topology.PrimaryFacts;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.SplitListener;
import java.sql.Connection;
import java.time.Clock;
import java.util.Map;

/** A connection of ours over a driver that records. */
final class ConnectionUnderTest {

  private ConnectionUnderTest() {}

  static Connection over(RecordingDriver driver) {
    SplitListener nobody = new SplitListener() {};
    Configuration configuration =
        Configuration.read(
            Map.of(
                "hibernate.connection.datasource", driver.dataSource(),
                "hibernate.split.replicas.r1.datasource", driver.dataSource()),
            name -> Object.class);
    Topology topology = Topology.open(configuration, nobody, Clock.systemUTC());
    DriverFacts driverFacts = new DriverFacts("", "", "", "", 1, 1, "", "", 1, 1, Map.of());
    PrimaryFacts facts = new PrimaryFacts(driverFacts, 2, "app", "public", "1", true, false);
    Classifier classifier = new Classifier();
    WishedTables tables = new WishedTables(Map.of(), classifier);
    return new Connector(topology, facts, classifier, tables, nobody, () -> {}).open(null, false);
  }
}
