package dev.hibernatesplit.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The main class of a {@link Contender}: milliseconds of CPU time in, a {@link Sample} out. */
final class Worker {

  private static final int UNITS = 64;

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Journey journey;
  private final Shop shop;
  private Object result = "";

  private Worker(Journey journey, Shop shop) {
    this.journey = journey;
    this.shop = shop;
  }

  public static void main(String... arguments) throws IOException, SQLException {
    Logger.getLogger("").setLevel(Level.WARNING);
    Journey journey = Journey.valueOf(arguments[0]);
    try (Shop shop = journey.open(Side.valueOf(arguments[1]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      Worker worker = new Worker(journey, shop);
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        System.out.println(worker.run(Integer.parseInt(order)));
      }
    }
  }

  private Sample run(int millis) throws SQLException {
    long bytes = thread.getCurrentThreadAllocatedBytes();
    long cpu = thread.getCurrentThreadCpuTime();
    long end = cpu + MILLISECONDS.toNanos(millis);
    double units = 0;
    while (thread.getCurrentThreadCpuTime() < end) {
      for (int i = 0; i < UNITS; i++) {
        result = journey.in(shop);
      }
      units += UNITS;
    }
    return new Sample(
        (thread.getCurrentThreadCpuTime() - cpu) / units,
        (thread.getCurrentThreadAllocatedBytes() - bytes) / units);
  }

  @Override
  public String toString() {
    return journey + " → " + result;
  }
}
