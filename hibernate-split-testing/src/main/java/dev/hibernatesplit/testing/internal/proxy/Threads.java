package dev.hibernatesplit.testing.internal.proxy;

/** Threads that never keep a JVM alive. */
public final class Threads {
  private Threads() {}

  public static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, "hibernate-split-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
