package dev.hibernatesplit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;

/** Sends back what it gets, and ends when its client does. */
final class EchoServer implements AutoCloseable {
  private final ServerSocket listening;
  private final LongAdder heard = new LongAdder();

  EchoServer() {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How much all clients have sent. */
  long bytes() {
    return heard.sum();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        start(() -> echo(socket));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void echo(Socket socket) {
    byte[] buffer = new byte[8192];
    try (socket) {
      for (int n; (n = socket.getInputStream().read(buffer)) >= 0; ) {
        heard.add(n);
        socket.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      return; // Reset by the test.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
