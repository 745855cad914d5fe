package dev.hibernatesplit.testing.internal.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small shell process that outlives us for a moment. It reads from a pipe that only this JVM
 * holds: when the pipe closes, because we closed it or because the JVM is gone in whatever way, it
 * ends the processes that it was told of and removes the folder.
 */
final class Guardian implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      pids=
      while read -r op pid; do
        left=
        for p in $pids; do [ "$p" = "$pid" ] || left="$left $p"; done
        case $op in +) pids="$left $pid" ;; -) pids=$left ;; esac
      done
      exec 2>/dev/null
      alive() { kill -0 "$1" && ! grep -q ') Z ' "/proc/$1/stat"; }
      for p in $pids; do kill -QUIT "$p"; kill -CONT "$p"; done
      n=0
      while [ $n -lt 100 ]; do
        left=
        for p in $pids; do alive "$p" && left=yes; done
        [ -z "$left" ] && break
        sleep 0.05
        n=$((n + 1))
      done
      for p in $pids; do kill -KILL "$p"; done
      n=0
      until rm -rf -- "$1" || [ $n -ge 50 ]; do sleep 0.1; n=$((n + 1)); done
      """;

  private final Process shell;
  private final Writer pipe;

  private Guardian(Process shell) {
    this.shell = shell;
    this.pipe = shell.outputWriter(StandardCharsets.US_ASCII);
  }

  /** In a session of its own where {@code setsid} exists, so that no terminal takes it along. */
  static Guardian of(Path folder) {
    List<String> guard = List.of("sh", "-c", SCRIPT, "hibernate-split-guardian", folder.toString());
    try {
      return start(Stream.concat(Stream.of("setsid"), guard.stream()).toList());
    } catch (IOException noSetsid) {
      try {
        return start(guard);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot start a shell", e);
      }
    }
  }

  private static Guardian start(List<String> command) throws IOException {
    return new Guardian(
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** From now on this process ends with us. */
  void watch(Process process) {
    watch(List.of(process.pid()));
    var unused = process.onExit().thenRun(() -> forget(List.of(process.pid())));
  }

  void watch(Collection<Long> pids) {
    tell("+", pids);
  }

  void forget(Collection<Long> pids) {
    tell("-", pids);
  }

  private synchronized void tell(String op, Collection<Long> pids) {
    try {
      for (long pid : pids) {
        pipe.write(op + " " + pid + "\n");
      }
      pipe.flush();
    } catch (IOException closed) {
      return; // It is at work, or somebody killed it: there is nobody to tell.
    }
  }

  /** Lets it do its work, and waits until it has. */
  @Override
  public void close() {
    try {
      synchronized (this) {
        pipe.close();
      }
      shell.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
