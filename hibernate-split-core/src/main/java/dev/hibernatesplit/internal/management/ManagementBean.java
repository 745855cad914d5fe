package dev.hibernatesplit.internal.management;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.TargetStatus;
import dev.hibernatesplit.internal.statistics.Figures;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * A factory's targets in JMX.
 *
 * @param management what it hands on to
 * @param statistics the figures
 */
public record ManagementBean(SplitManagement management, Figures statistics)
    implements SplitManagementMXBean {

  private static final String DOMAIN = "dev.hibernatesplit:type=";

  /**
   * Registers it under the factory's name, and a bean a target with its figures; under its id, too,
   * where another factory has the name.
   *
   * @return what takes them away again; nothing may go wrong because of JMX, so it never throws
   */
  public static Runnable register(
      SplitManagement management, Figures statistics, String name, String id) {
    List<ObjectName> registered = new ArrayList<>();
    String owner = ",factory=" + ObjectName.quote(name);
    try {
      register(management, statistics, owner, registered);
    } catch (InstanceAlreadyExistsException e) {
      try {
        register(management, statistics, owner + ",id=" + ObjectName.quote(id), registered);
      } catch (JMException again) {
        LOG.debug("No management bean could be registered", again);
      }
    } catch (JMException e) {
      LOG.debug("No management bean could be registered", e);
    }
    return () -> registered.forEach(ManagementBean::takeAway);
  }

  private static void register(
      SplitManagement management, Figures statistics, String owner, List<ObjectName> names)
      throws JMException {
    register(new ManagementBean(management, statistics), DOMAIN + "SplitManagement" + owner, names);
    for (String target : statistics.targets()) {
      String figures = DOMAIN + "SplitStatistics" + owner + ",target=" + ObjectName.quote(target);
      register(new TargetBean(statistics, target), figures, names);
    }
  }

  private static void register(Object bean, String name, List<ObjectName> names)
      throws JMException {
    ObjectName full = new ObjectName(name);
    ManagementFactory.getPlatformMBeanServer().registerMBean(bean, full);
    names.add(full);
  }

  private static void takeAway(ObjectName name) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      server.unregisterMBean(name);
    } catch (JMException e) {
      LOG.debug("A management bean could not be taken away", e);
    }
  }

  @Override
  public Map<String, String> getTargets() {
    Map<String, String> targets = new LinkedHashMap<>();
    for (TargetStatus target : management.targets()) {
      targets.put(target.name(), target.toString());
    }
    return targets;
  }

  @Override
  public String getStatistics() {
    return statistics.now().toString();
  }

  @Override
  public String explain(String sql) {
    return management.explain(sql);
  }

  @Override
  public void takeOut(String replica) {
    management.takeOut(replica);
  }

  @Override
  public void putBack(String replica) {
    management.putBack(replica);
  }

  @Override
  public void weight(String replica, int weight) {
    management.weight(replica, weight);
  }

  @Override
  public void region(String replica, String region) {
    management.region(replica, region);
  }

  @Override
  public void lead(String server) {
    management.lead(server);
  }
}
