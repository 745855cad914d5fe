package dev.hibernatesplit.testing.internal.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Signals to processes, and to a server with all that it has forked. */
final class Signals {
  private Signals() {}

  static void send(String signal, List<Long> pids) {
    if (pids.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -\"$0\" \"$@\"", signal));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    run(command);
  }

  /** Stops a server first, so that it forks no more, then all its children. */
  static List<Long> stopTree(long pid) {
    send("STOP", List.of(pid));
    Set<Long> stopped = new HashSet<>();
    for (List<Long> more = children(pid); stopped.addAll(more); more = children(pid)) {
      send("STOP", more);
    }
    List<Long> all = new ArrayList<>(stopped);
    all.add(pid);
    return all;
  }

  /** Whether it still runs; a zombie that its parent has not fetched yet does not. */
  static boolean alive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !zombie(pid);
  }

  private static boolean zombie(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
    } catch (IOException noProc) {
      return false;
    }
  }

  private static List<Long> children(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid)
        .toList();
  }

  static void run(List<String> command) {
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command, e);
    }
  }
}
