package dev.hibernatesplit.internal.connection;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.RowIdLifetime;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A value of each type that occurs in JDBC, never the one that Java gives to what nobody set. */
final class Values {

  private static final Map<Class<?>, Object> VALUES =
      Map.ofEntries(
          Map.entry(boolean.class, true),
          Map.entry(byte.class, (byte) 1),
          Map.entry(short.class, (short) 1),
          Map.entry(int.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(float.class, 1f),
          Map.entry(double.class, 1d),
          Map.entry(String.class, "text"),
          Map.entry(Object.class, "object"),
          Map.entry(BigDecimal.class, BigDecimal.ONE),
          Map.entry(Date.class, new Date(1)),
          Map.entry(Time.class, new Time(1)),
          Map.entry(Timestamp.class, new Timestamp(1)),
          Map.entry(Calendar.class, new GregorianCalendar()),
          Map.entry(URL.class, url()),
          Map.entry(InputStream.class, InputStream.nullInputStream()),
          Map.entry(Reader.class, new StringReader("text")),
          Map.entry(Class.class, String.class),
          Map.entry(Map.class, Map.of()),
          Map.entry(Properties.class, new Properties()),
          Map.entry(SQLType.class, JDBCType.INTEGER),
          Map.entry(SQLWarning.class, new SQLWarning()),
          Map.entry(RowIdLifetime.class, RowIdLifetime.ROWID_UNSUPPORTED),
          Map.entry(Executor.class, (Executor) Runnable::run));

  private Values() {}

  private static URL url() {
    try {
      return URI.create("http://localhost").toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Null for void, and for interfaces that a driver makes up. */
  static @Nullable Object of(Class<?> type) {
    return type.isArray() ? Array.newInstance(type.getComponentType(), 1) : VALUES.get(type);
  }

  /** The arguments for a method: a thing that does nothing where there is no value. */
  static Object[] arguments(Class<?>... types) {
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      Object value = of(types[i]);
      arguments[i] = value == null ? nothing(types[i]) : value;
    }
    return arguments;
  }

  private static Object nothing(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
  }
}
