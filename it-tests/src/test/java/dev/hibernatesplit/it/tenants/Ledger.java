package dev.hibernatesplit.it.tenants;

import dev.hibernatesplit.annotation.PrimaryOnly;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** To be read on the primary, of whichever tenant. */
@Entity
@PrimaryOnly
class Ledger {

  @Id private long id;
}
