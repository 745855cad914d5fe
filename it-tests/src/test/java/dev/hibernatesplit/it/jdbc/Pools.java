package dev.hibernatesplit.it.jdbc;

import com.zaxxer.hikari.HikariPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMX;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The pools of the applications that were started with {@link #VISIBLE}, as JMX shows them. */
final class Pools {

  /** The setting that lets {@link #all} find them. */
  static final Map<String, Object> VISIBLE = Map.of("hibernate.hikari.registerMbeans", "true");

  private Pools() {}

  static List<HikariPoolMXBean> all() {
    try {
      Set<ObjectName> names =
          ManagementFactory.getPlatformMBeanServer()
              .queryNames(new ObjectName("com.zaxxer.hikari:type=Pool (hibernate-split*"), null);
      return names.stream().map(Pools::pool).toList();
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HikariPoolMXBean pool(ObjectName name) {
    return JMX.newMXBeanProxy(
        ManagementFactory.getPlatformMBeanServer(), name, HikariPoolMXBean.class);
  }

  /** How many connections are lent out, over all pools. */
  static int active() {
    return all().stream().mapToInt(HikariPoolMXBean::getActiveConnections).sum();
  }
}
