package dev.hibernatesplit.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a {@link dev.hibernatesplit.testing.simulated.SimulatedPostgres}: as a
 * parameter of that type or of {@link dev.hibernatesplit.testing.split.SplitCluster}. One serves
 * all tests of the class, and is {@linkplain dev.hibernatesplit.testing.split.SplitCluster#reset()
 * as new} for each.
 *
 * <p>Needs {@code com.h2database:h2}. A test that promotes a replica wants a class of its own:
 * roles stay.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SplitExtension.class)
public @interface SimulatedCluster {

  /** How many replicas, named {@code r1}, {@code r2} … */
  int replicas() default 2;
}
