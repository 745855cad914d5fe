package dev.hibernatesplit.testing.simulated;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One simulated server: its role, its life, its connections, and what ran on it. Thread-safe. */
final class Server {

  private static final OffsetDateTime FIRST_START = OffsetDateTime.parse("2026-01-01T08:00:00Z");

  private final String name;
  private final Roles roles;
  private final Database database;
  private final History history;
  private final Replay replay;
  private final Sightings sightings = new Sightings();
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final Deque<Wire> idle = new ArrayDeque<>();
  private final List<Wire> wires = new ArrayList<>();
  private int life;
  private boolean down;

  Server(String name, Roles roles, Database database, History history) {
    this.name = name;
    this.roles = roles;
    this.database = database;
    this.history = history;
    this.replay = history.replay();
  }

  String name() {
    return name;
  }

  History history() {
    return history;
  }

  Replay replay() {
    return replay;
  }

  Sightings sightings() {
    return sightings;
  }

  String system() {
    return roles.system();
  }

  int timeline() {
    return roles.timeline();
  }

  boolean inRecovery() {
    return !roles.leader().equals(name);
  }

  /** The end of its log, or of what it has replayed. */
  long position() {
    return inRecovery() ? history.position(replay) : history.position();
  }

  /** When it began to be up this time. */
  synchronized OffsetDateTime startedAt() {
    return FIRST_START.plusMinutes(life);
  }

  synchronized boolean isDown() {
    return down;
  }

  /** A connection: one that was given back, if there is one. */
  synchronized Connection connection() throws SQLException {
    if (down) {
      throw Faults.refused(name);
    }
    Wire wire = idle.poll();
    if (wire == null) {
      wire = new Wire(this, life, inRecovery() ? null : database.connect());
      wires.add(wire);
    }
    return wire.taken();
  }

  /** The connection may be taken again. */
  synchronized void givenBack(Wire wire) {
    if (wires.contains(wire)) {
      idle.push(wire);
    }
  }

  /** Ends one connection. */
  @Nullable Object cut(Wire wire) {
    synchronized (this) {
      wires.remove(wire);
      idle.remove(wire);
    }
    wire.lose();
    return null;
  }

  /** From now on nobody is answered. */
  void fail() {
    List<Wire> lost;
    synchronized (this) {
      down = true;
      lost = List.copyOf(wires);
      wires.clear();
      idle.clear();
    }
    lost.forEach(Wire::lose);
  }

  /** Up again, in another life. */
  synchronized void start() {
    if (down) {
      down = false;
      life++;
    }
  }

  void ran(String sql) {
    ran.add(sql);
  }

  List<String> ran() {
    return List.copyOf(ran);
  }

  void clear() {
    ran.clear();
  }

  @Override
  public String toString() {
    return name;
  }
}
