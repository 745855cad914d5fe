package dev.hibernatesplit.internal.management;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.TargetStatus;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * A factory's targets in JMX.
 *
 * @param management what it hands on to
 */
public record ManagementBean(SplitManagement management) implements SplitManagementMXBean {

  private static final String DOMAIN = "dev.hibernatesplit:type=SplitManagement,factory=";

  /**
   * Registers it under the factory's name; under its id, too, where another factory has the name.
   *
   * @return what takes it away again; nothing may go wrong because of JMX, so it never throws
   */
  public static Runnable register(SplitManagement management, String name, String id) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ManagementBean bean = new ManagementBean(management);
    String full = DOMAIN + ObjectName.quote(name);
    try {
      return register(server, bean, new ObjectName(full));
    } catch (InstanceAlreadyExistsException e) {
      try {
        return register(server, bean, new ObjectName(full + ",id=" + ObjectName.quote(id)));
      } catch (JMException again) {
        LOG.debug("No management bean could be registered", again);
      }
    } catch (JMException e) {
      LOG.debug("No management bean could be registered", e);
    }
    return () -> {};
  }

  private static Runnable register(MBeanServer server, ManagementBean bean, ObjectName name)
      throws JMException {
    server.registerMBean(bean, name);
    return () -> {
      try {
        server.unregisterMBean(name);
      } catch (JMException e) {
        LOG.debug("A management bean could not be taken away", e);
      }
    };
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
