package dev.hibernatesplit.it.tenants;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.hibernate.annotations.IdGeneratorType;
import org.hibernate.id.IncrementGenerator;

/** Ids counted on from the greatest. */
@Entity
class Ticket {

  @Retention(RetentionPolicy.RUNTIME)
  @IdGeneratorType(IncrementGenerator.class)
  @interface Counted {}

  @Id @Counted private Long id;
}
