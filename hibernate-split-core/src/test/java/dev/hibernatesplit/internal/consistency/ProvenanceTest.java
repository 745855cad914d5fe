package dev.hibernatesplit.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProvenanceTest {

  private final Provenance provenance = new Provenance();

  @Test
  void only_what_replicas_ran_is_counted() {
    provenance.read(null, Proof.NONE, false);
    assertThat(provenance.replicaReads()).isZero();
    provenance.read("r1", Proof.NONE, false);
    provenance.read(null, Proof.NONE, false);
    provenance.read("r2", Proof.NONE, true);
    assertThat(provenance.replicaReads()).isEqualTo(2);
  }

  @Test
  void a_query_of_the_primary_among_rows_of_a_replica_changes_nothing() {
    provenance.read("r1", Proof.NONE, false);
    provenance.read(null, Proof.NONE, true);
    assertThat(provenance.replica()).isEqualTo("r1");
    provenance.read(null, Proof.NONE, false);
    assertThat(provenance.replica()).isNull();
  }
}
