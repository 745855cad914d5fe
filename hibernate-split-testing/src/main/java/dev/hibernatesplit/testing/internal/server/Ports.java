package dev.hibernatesplit.testing.internal.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports below those that the system hands out to outgoing connections, so that a stopped
 * server finds its port free when it comes back.
 */
public final class Ports {
  private static final int FIRST = 15_000;
  private static final int LAST = 32_000;
  private static final int TRIES = 1_000;
  private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port of 127.0.0.1 that nobody listens on and that this JVM has not handed out. */
  public static int take() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (TAKEN.add(port)) {
        if (isFree(port)) {
          return port;
        }
        TAKEN.remove(port);
      }
    }
    throw new IllegalStateException("No free port between " + FIRST + " and " + LAST);
  }

  public static void giveBack(int port) {
    TAKEN.remove(port);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
