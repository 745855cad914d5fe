package dev.hibernatesplit.benchmarks.load.servers;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Watches all servers, past every proxy and beside the library. */
public final class Observer implements AutoCloseable {

  private final List<Watched> servers;

  public Observer(ReplicatedPostgres cluster) {
    Trail trail = new Trail();
    this.servers = cluster.servers().stream().map(server -> new Watched(server, trail)).toList();
  }

  /** How far each replica is behind now, in milliseconds. */
  public Map<String, Double> lags() {
    Map<String, Double> lags = new TreeMap<>();
    for (Watched server : servers) {
      if (!server.primary()) {
        lags.put(server.name(), server.lag());
      }
    }
    return lags;
  }

  /** What each server counted since the observer was made. */
  public Map<String, Map<String, Long>> counters() {
    Map<String, Map<String, Long>> counters = new LinkedHashMap<>();
    servers.forEach(server -> counters.put(server.name(), server.counters()));
    return counters;
  }

  List<Watched> servers() {
    return servers;
  }

  @Override
  public void close() {
    servers.forEach(Watched::close);
  }
}
