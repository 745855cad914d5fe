package dev.hibernatesplit.testing.internal.server;

import java.util.List;

/** How a new database cluster is made, wherever it is made. */
public final class Initdb {
  private Initdb() {}

  /** The arguments of {@code initdb}. */
  public static List<String> arguments(String data, Login admin, String passwordFile) {
    return List.of(
        "--pgdata=" + data,
        "--username=" + admin.name(),
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync",
        "--no-instructions");
  }
}
