package dev.hibernatesplit.testing.junit;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a {@link ReplicatedPostgres}: as a parameter of its constructor, of its tests,
 * and of its methods before and after.
 *
 * <pre>{@code
 * @PostgresCluster(replicas = 2)
 * class ReadsIT {
 *   @Test
 *   void reads_go_to_replicas(ReplicatedPostgres cluster) { … }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(ClusterExtension.class)
public @interface PostgresCluster {

  /** How many replicas, named {@code r1}, {@code r2} … */
  int replicas() default 2;

  /** Lines of {@code postgresql.conf}, as {@code "max_connections=300"}. */
  String[] settings() default {};

  /** Whether servers log what they run, so that it can be counted. */
  boolean statementLog() default true;

  /**
   * Whether the class may take a cluster of the same shape that another class has left, made as new
   * by {@link ReplicatedPostgres#reset()}, and may leave its own. No two classes use one cluster at
   * the same time. All are closed at the end of the run.
   */
  boolean reuse() default true;
}
