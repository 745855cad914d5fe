package dev.hibernatesplit.testing.internal.embedded;

import dev.hibernatesplit.testing.internal.server.Await;
import dev.hibernatesplit.testing.internal.server.Ports;
import dev.hibernatesplit.testing.internal.server.ServerProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL server as a process of this machine. */
final class EmbeddedServer implements ServerProcess {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int TRIES = 5;

  private final String name;
  private final DataFolder folder;
  private final Guardian guardian;
  private volatile int port = Ports.take();
  private volatile @Nullable Process process;
  private volatile List<Long> frozen = List.of();
  private boolean portProven;

  EmbeddedServer(String name, DataFolder folder, Guardian guardian) {
    this.name = name;
    this.folder = folder;
    this.guardian = guardian;
  }

  String name() {
    return name;
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String replicationAddress() {
    return "host=127.0.0.1 port=" + port;
  }

  @Override
  public void start() {
    for (int i = 1; !tryToStart(); i++) {
      if (i == TRIES) {
        throw new IllegalStateException(
            "Server '" + name + "' did not start. Its log:\n" + folder.logText());
      }
      if (!portProven) {
        Ports.giveBack(port);
        port = Ports.take();
      }
    }
    portProven = true;
  }

  private boolean tryToStart() {
    String postgres = Binaries.folder().resolve("bin/postgres").toString();
    String pgdata = folder.data().toString();
    try {
      Process started = folder.start(List.of(postgres, "-D", pgdata, "-p", Integer.toString(port)));
      process = started;
      return Await.within(START, () -> !started.isAlive() || ready(started)) && started.isAlive();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start PostgreSQL", e);
    }
  }

  @Override
  public void forgetPrimary() {
    folder.lead();
  }

  /** A killed predecessor leaves its file behind, so the process in it must be the new one. */
  private boolean ready(Process started) {
    List<String> lines = folder.postmaster();
    return lines.size() > 7
        && lines.get(7).equals("ready")
        && isOf(started, Long.parseLong(lines.get(0)));
  }

  private static boolean isOf(Process started, long pid) {
    return pid == started.pid()
        || started.descendants().anyMatch(descendant -> descendant.pid() == pid);
  }

  @Override
  public void stop(String signal, Duration patience) {
    Process stopping = process;
    if (stopping == null || !stopping.isAlive()) {
      return;
    }
    Signals.send(signal, List.of(postmaster(stopping)));
    if (!awaitExit(stopping, patience)) {
      throw new IllegalStateException(
          "Server '"
              + name
              + "' did not stop within "
              + patience
              + ". Its log:\n"
              + folder.logText());
    }
  }

  @Override
  public void kill() {
    Process killed = process;
    if (killed != null && killed.isAlive()) {
      List<Long> tree = Signals.stopTree(postmaster(killed));
      Signals.send("KILL", tree);
      awaitExit(killed, CLOSE);
      guardian.forget(frozen);
      frozen = List.of();
      Await.until(CLOSE, () -> tree.stream().noneMatch(Signals::alive), () -> "Not killed");
    }
  }

  @Override
  public void freeze() {
    Process freezing = process;
    if (freezing != null && freezing.isAlive() && frozen.isEmpty()) {
      List<Long> tree = Signals.stopTree(postmaster(freezing));
      guardian.watch(tree);
      frozen = tree;
    }
  }

  @Override
  public void thaw() {
    Process thawing = process;
    List<Long> tree = frozen;
    if (thawing != null) {
      Signals.send("CONT", tree);
      guardian.forget(tree.stream().filter(pid -> pid != thawing.pid()).toList());
      frozen = List.of();
    }
  }

  @Override
  public boolean running() {
    Process asked = process;
    return asked != null && asked.isAlive();
  }

  @Override
  public boolean frozen() {
    return running() && !frozen.isEmpty();
  }

  @Override
  public long logSize() {
    try {
      return Files.exists(folder.log()) ? Files.size(folder.log()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] log(long from) {
    try (RandomAccessFile file = new RandomAccessFile(folder.log().toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it in whatever state it is, and removes the shared memory that a killed one left. */
  void close() {
    Ports.giveBack(port);
    thaw();
    Process closing = process;
    if (closing != null && closing.isAlive()) {
      Signals.send("QUIT", List.of(postmaster(closing)));
      if (!awaitExit(closing, CLOSE)) {
        kill();
      }
    }
    folder
        .postmaster(6)
        .map(line -> line.split("\\s+"))
        .filter(key -> key.length == 2)
        .ifPresent(key -> Signals.run(List.of("sh", "-c", "ipcrm -m \"$0\"", key[1])));
  }

  /** The server itself: what we started may be a wrapper that waits for it. */
  private long postmaster(Process started) {
    return folder.postmaster(0).map(Long::valueOf).orElseGet(started::pid);
  }

  private static boolean awaitExit(Process process, Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a server stopped", e);
    }
  }
}
