package dev.hibernatesplit.testing.internal.proxy;

import dev.hibernatesplit.testing.internal.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** The listening port of a proxy; it can be shut and opened again. */
public final class Gate {
  /** What to do with a client; if it throws, the client is reset. */
  public interface Visitor {
    void received(Socket client) throws IOException;
  }

  private static final int BACKLOG = 200;

  private final int port = Ports.take();
  private final Visitor visitor;
  private @Nullable ServerSocket listening;
  private @Nullable Thread accepting;

  public Gate(Visitor visitor) {
    this.visitor = visitor;
    open();
  }

  public int port() {
    return port;
  }

  public synchronized void open() {
    if (listening != null) {
      return;
    }
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      listening = socket;
      accepting = Threads.start("proxy-" + port, () -> accept(socket));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on port " + port, e);
    }
  }

  /** The port is free only when the thread that waits in it has left. */
  public synchronized void shut() {
    if (listening == null || accepting == null) {
      return;
    }
    try {
      listening.close();
      accepting.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      listening = null;
    }
  }

  public void close() {
    shut();
    Ports.giveBack(port);
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Threads.start("proxy-connect", () -> receive(client));
      } catch (IOException e) {
        // Shut: the loop ends; else one client gave up, and the next one may come.
      }
    }
  }

  private void receive(Socket client) {
    try {
      visitor.received(client);
    } catch (IOException e) {
      reset(client);
    }
  }

  private static void reset(Socket client) {
    try {
      client.setSoLinger(true, 0);
      client.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }
}
