package dev.hibernatesplit.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class with a {@link SimulatedCluster} or a {@link PostgresCluster} an {@link
 * jakarta.persistence.EntityManagerFactory} on it, as a parameter. One serves all tests of the
 * class; before each, all tables are empty, and nothing has run.
 *
 * <pre>{@code
 * @SimulatedCluster
 * @SplitApplication(Product.class)
 * class ShopTest {
 *   @Test
 *   void lists_go_to_a_replica(EntityManagerFactory shop, SplitCluster cluster) { … }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SplitExtension.class)
public @interface SplitApplication {

  /** The entities, and whatever else is mapped; their tables are created. */
  Class<?>[] value();

  /** Further settings, as {@code "hibernate.split.consistency=session"}. */
  String[] settings() default {};
}
