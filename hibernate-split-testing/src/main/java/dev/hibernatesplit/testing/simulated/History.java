package dev.hibernatesplit.testing.simulated;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The primary's commits, in order, as far as a replica may still read them. Thread-safe.
 *
 * <p>H2 has one schema for all: a change of it is everywhere at once, and with it all that was
 * committed before.
 */
final class History {

  /** Not where a page or a segment of a log begins, which PostgreSQL's positions jump over. */
  private static final long FIRST = 0x3000100;

  private static final long STEP = 0x100;

  private static final long UNREAD = -1;

  private final Database database;
  private final TestClock clock;
  private final List<Replay> replays = new ArrayList<>();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final Deque<Connection> spare = new ArrayDeque<>();
  private long position = FIRST;
  private long schemaVersion;
  private long knownSchema = UNREAD;

  History(Database database, TestClock clock) throws SQLException {
    this.database = database;
    this.clock = clock;
    snapshot();
  }

  /** The replay of one more replica. */
  synchronized Replay replay() {
    Replay replay = new Replay();
    replay.reached(position);
    replays.add(replay);
    return replay;
  }

  /** Changes how a replica replays, from now on. */
  synchronized void change(Replay replay, Consumer<Replay> how) {
    advance();
    how.accept(replay);
    advance();
  }

  /** Commits what a connection has written: nobody sees a part of it. */
  synchronized void commit(Connection writing) throws SQLException {
    writing.commit();
    position += STEP;
    snapshot();
    advance();
  }

  /** Something has happened that was not committed here, and every replica has it. */
  synchronized void everywhere(Change change) throws SQLException {
    change.make();
    position += STEP;
    snapshot();
    replays.forEach(replay -> replay.reached(position));
    advance();
  }

  /** The schema has changed, and with it what the library is to know of it. */
  synchronized void schemaChanges(Change change) throws SQLException {
    everywhere(change);
    schemaVersion++;
  }

  /** How often the schema has changed. */
  synchronized long schemaVersion() {
    return schemaVersion;
  }

  /** The library has read the catalogue of this version. */
  synchronized void schemaKnown(long version) {
    knownSchema = version;
  }

  /** Whether the library knows the schema as it is, or does not want to know it. */
  synchronized boolean schemaIsKnown() {
    return knownSchema == schemaVersion || knownSchema == UNREAD;
  }

  /** Something that happens to the database. */
  @FunctionalInterface
  interface Change {
    void make() throws SQLException;
  }

  private void snapshot() throws SQLException {
    Connection connection = spare.isEmpty() ? pinnable() : spare.pop();
    try (Statement statement = connection.createStatement();
        ResultSet first = statement.executeQuery("select 1")) {
      first.next();
    }
    snapshots.add(new Snapshot(connection, position, clock.now()));
  }

  private Connection pinnable() throws SQLException {
    Connection connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set session characteristics as transaction isolation level snapshot");
    }
    return connection;
  }

  /** The end of the primary's log. */
  synchronized long position() {
    return position;
  }

  /** Where a replica is now. */
  synchronized long position(Replay replay) {
    return current(replay).position();
  }

  /** What a replica reads now; to be left again. */
  synchronized Snapshot enter(Replay replay) {
    advance();
    Snapshot current = current(replay);
    current.enter();
    return current;
  }

  /** Once more. */
  synchronized Snapshot enter(Snapshot snapshot) {
    snapshot.enter();
    return snapshot;
  }

  synchronized void leave(Snapshot snapshot) {
    snapshot.leave();
    forget();
  }

  private Snapshot current(Replay replay) {
    Snapshot current = snapshots.get(0);
    for (Snapshot snapshot : snapshots) {
      if (replay.hasReached(snapshot, clock.now())) {
        current = snapshot;
      }
    }
    replay.reached(current.position());
    return current;
  }

  private void advance() {
    replays.forEach(this::current);
    forget();
  }

  /** What every replica is past, and nobody reads. */
  private void forget() {
    long needed = replays.stream().mapToLong(Replay::position).min().orElse(position);
    List<Snapshot> over =
        snapshots.stream()
            .filter(snapshot -> snapshot.position() < needed && !snapshot.inUse())
            .toList();
    snapshots.removeAll(over);
    over.forEach(this::spare);
  }

  private void spare(Snapshot snapshot) {
    try {
      snapshot.pinned().rollback();
      spare.push(snapshot.pinned());
    } catch (SQLException e) {
      throw new IllegalStateException("H2 does not roll back", e);
    }
  }
}
