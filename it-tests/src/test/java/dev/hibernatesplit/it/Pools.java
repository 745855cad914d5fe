package dev.hibernatesplit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What HikariCP's pools tell to management, where {@code registerMbeans} is set. */
public final class Pools {

  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private Pools() {}

  /** How many pools there are. */
  public static int count() {
    return names().size();
  }

  /** How many of their connections are in somebody's hands. */
  public static int active() {
    return names().stream().mapToInt(Pools::active).sum();
  }

  /** Nothing is held; for a moment the library may be reading the catalogue. */
  public static void awaitIdle() {
    await().untilAsserted(() -> assertThat(active()).isZero());
  }

  private static int active(ObjectName pool) {
    try {
      return (int) SERVER.getAttribute(pool, "ActiveConnections");
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<ObjectName> names() {
    try {
      return SERVER.queryNames(new ObjectName("com.zaxxer.hikari:type=Pool (*)"), null);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
