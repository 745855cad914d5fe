package dev.hibernatesplit.testing.internal.container;

/**
 * What is said to a shell. {@code $1} is the folder of the server everywhere. Its processes are
 * those that work in its data folder: PostgreSQL's all do.
 */
final class Scripts {
  private static final String PIDS =
      """
      pids() {
        {
          for p in /proc/[0-9]*; do
            read -r name < "$p/comm" && [ "$name" = postgres ] || continue
            [ "$(readlink "$p/cwd")" = "$1/data" ] && echo "${p#/proc/}"
          done
        } 2> /dev/null
        :
      }
      """;

  private static final String STOP_ALL =
      """
      before=none
      now=$(pids "$1")
      while [ "$before" != "$now" ]; do
        [ -z "$now" ] || kill -STOP $now
        before=$now
        now=$(pids "$1")
      done
      """;

  /** Waits until nothing runs, for {@code $2} tenths of a second. */
  private static final String AWAIT_END =
      """
      n=0
      while [ -n "$(pids "$1")" ]; do
        [ $n -lt "$2" ] || exit 1
        sleep 0.1
        n=$((n + 1))
      done
      """;

  /** Writes a file: its name {@code $2}, its text {@code $3}. */
  static final String WRITE = "umask 077; mkdir -p \"$1\"; printf '%s' \"$3\" > \"$1/$2\"";

  /** Appends to a file: its name {@code $2}, its text {@code $3}. */
  static final String APPEND = "printf '%s' \"$3\" >> \"$1/$2\"";

  /** The arguments of initdb follow. */
  static final String INITIALISE = "shift; initdb \"$@\"";

  /** Copies a running server: {@code $2} says how to reach it. */
  static final String COPY =
      "umask 077; mkdir -p \"$1\";"
          + " pg_basebackup -d \"$2\" -D \"$1/data\" -X stream -c fast --no-sync";

  /** Starts as a primary from now on. */
  static final String LEAD = "rm -f \"$1/data/standby.signal\"";

  static final String EXISTS = "[ -d \"$1/data\" ]";

  /**
   * Starts it on port {@code $2} and waits until it takes connections. A killed predecessor may
   * still be a zombie that PostgreSQL takes for alive, so its file is removed.
   */
  static final String START =
      PIDS
          + """
      [ -n "$(pids "$1")" ] || rm -f "$1/data/postmaster.pid"
      nohup postgres -D "$1/data" -p "$2" >> "$1/log" 2>&1 < /dev/null &
      started=$!
      n=0
      while [ $n -lt 600 ]; do
        pid=$(sed -n 1p "$1/data/postmaster.pid" 2>/dev/null)
        state=$(sed -n 8p "$1/data/postmaster.pid" 2>/dev/null | tr -d ' ')
        [ "$pid" = "$started" ] && [ "$state" = ready ] && exit 0
        kill -0 "$started" 2>/dev/null || break
        sleep 0.05
        n=$((n + 1))
      done
      tail -n 30 "$1/log" >&2
      exit 1
      """;

  /** Sends signal {@code $3} and waits until it is gone. */
  static final String STOP =
      PIDS + "kill -\"$3\" \"$(sed -n 1p \"$1/data/postmaster.pid\")\"\n" + AWAIT_END;

  static final String KILL = PIDS + STOP_ALL + "[ -z \"$now\" ] || kill -KILL $now\n" + AWAIT_END;

  static final String FREEZE = PIDS + STOP_ALL;

  static final String THAW = PIDS + "now=$(pids \"$1\"); [ -z \"$now\" ] || kill -CONT $now";

  static final String RUNNING = PIDS + "[ -n \"$(pids \"$1\")\" ]";

  static final String LOG_SIZE = "if [ -f \"$1/log\" ]; then wc -c < \"$1/log\"; else echo 0; fi";

  /** The log from byte {@code $2} on, counted from 1. */
  static final String LOG = "tail -c +\"$2\" \"$1/log\"";

  private Scripts() {}
}
