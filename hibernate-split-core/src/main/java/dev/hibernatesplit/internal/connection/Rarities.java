package dev.hibernatesplit.internal.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** What a physical connection came with, of the things that are seldom set. */
record Rarities(
    int holdability, int networkTimeout, Properties clientInfo, Map<String, Class<?>> typeMap) {

  /** Reads what the driver knows: no round trip. */
  static Rarities of(Connection physical) throws SQLException {
    return new Rarities(
        physical.getHoldability(),
        physical.getNetworkTimeout(),
        copy(physical.getClientInfo()),
        physical.getTypeMap());
  }

  /** The driver may hand out the object that it goes on writing to. */
  private static Properties copy(Properties clientInfo) {
    Properties copy = new Properties();
    copy.putAll(clientInfo);
    return copy;
  }

  /** Sets them again; only client info that differs costs a round trip. */
  void restore(Connection physical) throws SQLException {
    physical.setHoldability(holdability);
    physical.setNetworkTimeout(Runnable::run, networkTimeout);
    physical.setTypeMap(typeMap);
    for (String name : clientInfo.stringPropertyNames()) {
      physical.setClientInfo(name, clientInfo.getProperty(name));
    }
  }
}
