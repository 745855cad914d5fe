package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.proxy.Conditions;
import dev.hibernatesplit.testing.internal.proxy.Gate;
import dev.hibernatesplit.testing.internal.proxy.Link;
import dev.hibernatesplit.testing.internal.proxy.Scissors;
import dev.hibernatesplit.testing.internal.proxy.Traffic;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network of our own before a server: it delays, resets, stalls, swallows, refuses, and counts.
 * What it is told holds for open connections and for those to come. Safe for use by several
 * threads; its threads are daemons.
 */
public final class TcpProxy implements AutoCloseable {
  /** Which way bytes go. */
  public enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  private static final int CONNECT_MILLIS = 10_000;

  private final InetSocketAddress target;
  private final Conditions toServer = new Conditions();
  private final Conditions toClient = new Conditions();
  private final Traffic traffic = new Traffic();
  private final Scissors scissors = new Scissors();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final Gate gate;

  private TcpProxy(InetSocketAddress target) {
    this.target = target;
    this.gate = new Gate(this::link);
  }

  /** A new proxy before a server; the caller closes it. */
  public static TcpProxy before(PostgresServer server) {
    return before(server.host(), server.port());
  }

  /** A new proxy before anything that listens; the caller closes it. */
  public static TcpProxy before(String host, int port) {
    return new TcpProxy(new InetSocketAddress(host, port));
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return gate.port();
  }

  // Faults

  /** Delays bytes by this much each way, so a round trip by twice of it; zero for no delay. */
  public void delay(Duration eachWay) {
    delay(Direction.TO_SERVER, eachWay);
    delay(Direction.TO_CLIENT, eachWay);
  }

  public void delay(Direction direction, Duration delay) {
    conditions(direction).delay(delay);
  }

  /** Ends all open connections with a reset (RST) to both sides. */
  public void resetAll() {
    links.forEach(Link::reset);
  }

  /**
   * Resets the next connection on which a client says this, before the server hears it. Once, and
   * only if it is ASCII and comes in one piece, as {@code COMMIT} does.
   */
  public void cutBefore(String said) {
    scissors.cut(said, Scissors.Moment.BEFORE_THE_SERVER_HEARS);
  }

  /** The same after the server has done it: its answer is lost. */
  public void cutAfter(String said) {
    scissors.cut(said, Scissors.Moment.AFTER_THE_SERVER_ANSWERED);
  }

  /** Whether {@link #cutBefore} or {@link #cutAfter} still waits for it. */
  public boolean waitsToCut() {
    return scissors.waiting();
  }

  /** Holds bytes back until {@link #pass()}, as a cut cable that is mended: nothing is lost. */
  public void stall() {
    stall(Direction.TO_SERVER);
    stall(Direction.TO_CLIENT);
  }

  public void stall(Direction direction) {
    conditions(direction).stall();
  }

  /**
   * Throws bytes away until {@link #pass()}, as a firewall that has forgotten a connection. One
   * that has lost bytes carries no more that way, also after {@code pass()}.
   */
  public void swallow() {
    swallow(Direction.TO_SERVER);
    swallow(Direction.TO_CLIENT);
  }

  public void swallow(Direction direction) {
    conditions(direction).swallow();
  }

  /** Ends {@link #stall} and {@link #swallow}. */
  public void pass() {
    toServer.pass();
    toClient.pass();
  }

  /** Refuses new connections, as a port where nobody listens; open ones stay. */
  public void refuse() {
    gate.shut();
  }

  /** Takes new connections again, on the same port. */
  public void accept() {
    gate.open();
  }

  // Counts

  /**
   * How often a client sent something after it had heard from the server (or at the beginning): the
   * number of times that it waited for an answer, over all connections. The greeting of a
   * connection counts too (with a password it is three or four): compare before and after.
   */
  public long roundTrips() {
    return traffic.roundTrips();
  }

  /** How many PostgreSQL messages asked for an answer: Query and Sync. */
  public long queries() {
    return traffic.queries();
  }

  public long bytes(Direction direction) {
    return direction == Direction.TO_SERVER ? traffic.bytesToServer() : traffic.bytesToClient();
  }

  /** Connections that are open now. */
  public int openConnections() {
    return links.size();
  }

  /** Connections that reached the server since the proxy was made. */
  public long acceptedConnections() {
    return traffic.accepted();
  }

  /** Shuts the port and ends all connections. */
  @Override
  public void close() {
    gate.close();
    pass();
    links.forEach(Link::close);
  }

  private Conditions conditions(Direction direction) {
    return direction == Direction.TO_SERVER ? toServer : toClient;
  }

  private void link(Socket client) throws IOException {
    Socket server = new Socket();
    server.setTcpNoDelay(true);
    client.setTcpNoDelay(true);
    try {
      server.connect(target, CONNECT_MILLIS);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    Link link = new Link(client, server, traffic, scissors, links::remove);
    links.add(link);
    link.start(toServer, toClient);
  }
}
