package dev.hibernatesplit.testing.internal.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** One connection through the proxy: a client's socket, the server's, and what runs between. */
public final class Link {
  private static final int BUFFER = 64 * 1024;

  private final Socket client;
  private final Socket server;
  private final Traffic traffic;
  private final Scissors scissors;
  private final Consumer<Link> onEnd;
  private final ClientMessages messages = new ClientMessages();
  private final AtomicBoolean clientsTurn = new AtomicBoolean(true);
  private final AtomicInteger ended = new AtomicInteger();
  private volatile boolean cutAtAnswer;

  public Link(
      Socket client, Socket server, Traffic traffic, Scissors scissors, Consumer<Link> onEnd) {
    this.client = client;
    this.server = server;
    this.traffic = traffic;
    this.scissors = scissors;
    this.onEnd = onEnd;
    traffic.accepted.increment();
  }

  public void start(Conditions toServer, Conditions toClient) {
    Threads.start("proxy-to-server", () -> pump(client, server, toServer, this::clientSaid));
    Threads.start("proxy-to-client", () -> pump(server, client, toClient, this::serverSaid));
  }

  /** Ends it as a broken network does: both sides get a reset (RST). */
  public void reset() {
    try {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    close();
  }

  public void close() {
    closeQuietly(client);
    closeQuietly(server);
    onEnd.accept(this);
  }

  /** Looks at what passes. */
  private interface Guard {
    /** False to cut the connection before this passes. */
    boolean lets(byte[] bytes, int size);
  }

  private boolean clientSaid(byte[] bytes, int size) {
    count(traffic.toServer, size);
    traffic.queries.add(messages.count(bytes, size));
    if (clientsTurn.getAndSet(false)) {
      traffic.roundTrips.increment();
    }
    Scissors.Moment moment = scissors.hears(bytes, size);
    if (moment == Scissors.Moment.AFTER_THE_SERVER_ANSWERED) {
      cutAtAnswer = true;
    }
    return moment != Scissors.Moment.BEFORE_THE_SERVER_HEARS;
  }

  private boolean serverSaid(byte[] bytes, int size) {
    count(traffic.toClient, size);
    clientsTurn.set(true);
    return !cutAtAnswer;
  }

  private static void count(LongAdder bytes, int size) {
    bytes.add(size);
  }

  private void pump(Socket from, Socket to, Conditions conditions, Guard guard) {
    Lane lane = new Lane(to, conditions, this::close);
    byte[] buffer = new byte[BUFFER];
    boolean whole = true;
    try {
      for (int n = from.getInputStream().read(buffer);
          n >= 0;
          n = from.getInputStream().read(buffer)) {
        if (!guard.lets(buffer, n)) {
          reset();
          return;
        }
        whole = conditions.mayPass() && whole;
        if (whole) {
          lane.send(buffer, n);
        }
      }
      endOf(lane, conditions.mayPass() && whole);
    } catch (IOException e) {
      reset(); // as the one side broke, so does the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A swallowed end is not seen by the other side either. */
  private void endOf(Lane lane, boolean seen) throws IOException {
    if (seen) {
      lane.end();
      if (ended.incrementAndGet() == 2) {
        onEnd.accept(this);
      }
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
