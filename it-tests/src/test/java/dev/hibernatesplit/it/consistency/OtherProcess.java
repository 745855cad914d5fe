package dev.hibernatesplit.it.consistency;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.Application;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Another JVM, asked over HTTP: {@code GET /<id>} reads a note as an application of ours would that
 * is told what its caller has seen, {@code PUT /<number>} writes note 0 as a program would that
 * knows nothing of the library.
 */
public final class OtherProcess {

  static final String SEEN = "X-Seen";
  static final String BY_REPLICA = "X-By-Replica";

  private static final int THREADS = 4;

  private final Servings servings = new Servings();
  private final Application application;
  private final Connection plain;

  private OtherProcess(Map<String, Object> settings) throws SQLException {
    application = Application.start(settings, servings, Note.class);
    plain =
        DriverManager.getConnection(
            (String) settings.get("jakarta.persistence.jdbc.url"),
            (String) settings.get("jakarta.persistence.jdbc.user"),
            (String) settings.get("jakarta.persistence.jdbc.password"));
  }

  /**
   * Prints the port, and ends when its input does.
   *
   * @param arguments settings, each a key and, after a {@code =}, its value
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    OtherProcess process = new OtherProcess(settings);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", process::answer);
    server.start();
    System.out.println(server.getAddress().getPort());
    System.in.transferTo(System.err);
    System.exit(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      long number = Long.parseLong(exchange.getRequestURI().getPath().substring(1));
      boolean done =
          exchange.getRequestMethod().equals("PUT") ? write(number) : found(exchange, number);
      exchange.sendResponseHeaders(done ? 204 : 404, -1);
    } catch (RuntimeException | SQLException e) {
      e.printStackTrace();
      exchange.sendResponseHeaders(500, -1);
    }
  }

  private boolean found(HttpExchange exchange, long id) {
    String seen = exchange.getRequestHeaders().getFirst(SEEN);
    Note note =
        seen == null ? find(id) : Routing.with(ConsistencyToken.parse(seen), () -> find(id));
    exchange.getResponseHeaders().set(BY_REPLICA, String.valueOf(servings.byReplica()));
    return note != null;
  }

  private Note find(long id) {
    return application.outside(manager -> manager.find(Note.class, id));
  }

  private synchronized boolean write(long number) throws SQLException {
    try (Statement statement = plain.createStatement()) {
      return statement.executeUpdate("update note set number = " + number + " where id = 0") == 1;
    }
  }
}
