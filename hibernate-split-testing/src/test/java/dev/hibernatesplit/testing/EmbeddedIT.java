package dev.hibernatesplit.testing;

class EmbeddedIT extends ClusterContract {
  @Override
  ReplicatedPostgres start() {
    return ReplicatedPostgres.start();
  }
}
