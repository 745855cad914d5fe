package dev.hibernatesplit.testing.internal.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where bytes wait for their time before they are written, in order. With no delay and nobody
 * waiting they are written at once, by the thread that read them.
 */
final class Lane {
  private record Packet(ByteBuffer bytes, long dueNanos) {}

  private final Socket to;
  private final Conditions conditions;
  private final Runnable onFailure;
  private final BlockingQueue<Packet> waiting = new LinkedBlockingQueue<>();
  private final AtomicInteger unwritten = new AtomicInteger();
  private volatile boolean carrying;

  Lane(Socket to, Conditions conditions, Runnable onFailure) {
    this.to = to;
    this.conditions = conditions;
    this.onFailure = onFailure;
  }

  void send(byte[] buffer, int size) throws IOException {
    long delay = conditions.delayNanos();
    if (delay == 0 && unwritten.get() == 0) {
      write(buffer, size);
    } else {
      enqueue(new Packet(ByteBuffer.wrap(Arrays.copyOf(buffer, size)), System.nanoTime() + delay));
    }
  }

  /** Nothing more will come: an empty packet, in its turn. */
  void end() throws IOException {
    send(new byte[0], 0);
  }

  private void write(byte[] buffer, int size) throws IOException {
    if (size == 0) {
      to.shutdownOutput();
    } else {
      to.getOutputStream().write(buffer, 0, size);
    }
  }

  private void enqueue(Packet packet) {
    unwritten.incrementAndGet();
    waiting.add(packet);
    if (!carrying) {
      carrying = true;
      Threads.start("proxy-delay", this::carry);
    }
  }

  private void carry() {
    try {
      while (!to.isClosed()) {
        Packet next = waiting.poll(1, TimeUnit.SECONDS);
        if (next != null) {
          TimeUnit.NANOSECONDS.sleep(next.dueNanos() - System.nanoTime());
          write(next.bytes().array(), next.bytes().limit());
          unwritten.decrementAndGet();
        }
      }
    } catch (IOException e) {
      onFailure.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
