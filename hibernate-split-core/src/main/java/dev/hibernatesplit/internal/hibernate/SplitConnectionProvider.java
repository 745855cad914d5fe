package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.internal.Splitter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.service.UnknownUnwrapTypeException;
import org.hibernate.service.spi.Stoppable;

/**
 * Gives Hibernate connections that lease a real one when SQL arrives. Thread-safe.
 *
 * <p>Unwraps to the primary's DataSource, which is what frameworks look for.
 */
final class SplitConnectionProvider implements ConnectionProvider, Splitting, Stoppable {

  private static final long serialVersionUID = 1L;

  private final transient Splitter splitter;

  SplitConnectionProvider(Splitter splitter) {
    this.splitter = splitter;
  }

  /** What gives the connections. */
  Splitter splitter() {
    return splitter;
  }

  @Override
  public void teach(Consumer<Splitter> lesson) {
    lesson.accept(splitter);
  }

  @Override
  public Connection getConnection() {
    return splitter.connector().open(SplitSession.acquiring(), false);
  }

  @Override
  public Connection getReadOnlyConnection() {
    return splitter.connector().open(SplitSession.acquiring(), true);
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    connection.close();
  }

  @Override
  public boolean supportsAggressiveRelease() {
    return false;
  }

  /** The read-only flag goes to the physical connection, where that is the primary's. */
  @Override
  public boolean handlesConnectionReadOnly() {
    return true;
  }

  @Override
  public boolean isUnwrappableAs(Class<?> type) {
    return type.isInstance(this) || type.isAssignableFrom(DataSource.class);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    DataSource primary = splitter.topology().primary().dataSource();
    if (type.isInstance(primary)) {
      return type.cast(primary);
    }
    throw new UnknownUnwrapTypeException(type);
  }

  @Override
  public void stop() {
    splitter.close();
  }
}
