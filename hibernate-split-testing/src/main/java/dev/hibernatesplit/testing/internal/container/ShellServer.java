package dev.hibernatesplit.testing.internal.container;

import dev.hibernatesplit.testing.internal.server.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** One PostgreSQL server behind a shell. */
final class ShellServer implements ServerProcess {
  private static final String TEN_SECONDS = "100";
  private static final int TENTH = 100;

  private final String name;
  private final Shell shell;
  private final Runnable prepare;
  private volatile boolean frozen;

  /**
   * @param prepare makes the data before the first start
   */
  ShellServer(String name, Shell shell, Runnable prepare) {
    this.name = name;
    this.shell = shell;
    this.prepare = prepare;
  }

  @Override
  public String host() {
    return shell.host();
  }

  @Override
  public int port() {
    return shell.port();
  }

  @Override
  public String replicationAddress() {
    return shell.replicationAddress();
  }

  @Override
  public void start() {
    shell.open();
    if (!succeeds(Scripts.EXISTS)) {
      prepare.run();
    }
    run(Scripts.START, Integer.toString(shell.serverPort()));
  }

  @Override
  public void forgetPrimary() {
    run(Scripts.LEAD);
  }

  @Override
  public void stop(String signal, Duration patience) {
    if (running()) {
      run(Scripts.STOP, Long.toString(patience.toMillis() / TENTH), signal);
    }
  }

  @Override
  public void kill() {
    run(Scripts.KILL, TEN_SECONDS);
    frozen = false;
  }

  @Override
  public void freeze() {
    run(Scripts.FREEZE);
    frozen = true;
  }

  @Override
  public void thaw() {
    run(Scripts.THAW);
    frozen = false;
  }

  @Override
  public boolean running() {
    shell.open();
    return succeeds(Scripts.RUNNING);
  }

  @Override
  public boolean frozen() {
    return frozen;
  }

  @Override
  public long logSize() {
    return Long.parseLong(run(Scripts.LOG_SIZE).strip());
  }

  @Override
  public byte[] log(long from) {
    return run(Scripts.LOG, Long.toString(from + 1)).getBytes(StandardCharsets.UTF_8);
  }

  private boolean succeeds(String script) {
    return shell.run(script, List.of(shell.folder())).status() == 0;
  }

  /** Runs a script and tells what it printed. */
  String run(String script, String... arguments) {
    List<String> all = Stream.concat(Stream.of(shell.folder()), Stream.of(arguments)).toList();
    Shell.Result result = shell.run(script, all);
    if (result.status() != 0) {
      throw new IllegalStateException(
          "Server '"
              + name
              + "' failed (status "
              + result.status()
              + "): "
              + result.errors()
              + result.output());
    }
    return result.output();
  }
}
