package dev.hibernatesplit.testing.simulated;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A statement on a simulated server: told to its log, and run by H2. For one thread. */
final class Run implements InvocationHandler {

  private final Wire wire;
  private final Work.Place place;
  private final Statement h2;
  private final @Nullable Text prepared;
  private final List<Text> batch = new ArrayList<>();
  private @Nullable CatalogueRun catalogue;
  private boolean closed;

  private Run(Wire wire, Work.Place place, Statement h2, @Nullable Text prepared) {
    this.wire = wire;
    this.place = place;
    this.h2 = h2;
    this.prepared = prepared;
  }

  /** The face of what a method of {@link java.sql.Connection} makes. */
  static Object of(Wire wire, Method method, Object @Nullable [] args) throws Throwable {
    Work.Place place = wire.work().place();
    try {
      Text text = args != null && args[0] instanceof String sql ? Text.of(sql) : null;
      Object[] forH2 = text == null || args == null ? args : forH2(wire, text, args);
      Object made = Objects.requireNonNull(Faces.call(place.connection(), method, forH2));
      return Faces.of(method.getReturnType(), new Run(wire, place, (Statement) made, text));
    } catch (Throwable e) {
      place.leave().run();
      throw e;
    }
  }

  /** The arguments, with a text that H2 understands. */
  private static Object[] forH2(Wire wire, Text text, Object[] args) {
    if (Answers.isSampling(text.sql())) {
      wire.sampled(wire.server().position()); // before the answer, which may tell of more
    }
    Object[] changed = args.clone();
    String answer = Answers.to(text.sql(), wire.server());
    changed[0] = answer == null ? text.forH2() : answer;
    return changed;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    return switch (method.getName()) {
      case "equals" -> args != null && proxy == args[0];
      case "hashCode" -> System.identityHashCode(this);
      case "toString" -> h2.toString();
      case "getConnection" -> wire.face();
      case "isWrapperFor" -> Faces.wraps(proxy, args == null ? null : args[0]);
      case "unwrap" -> Faces.unwrapped(proxy, args == null ? null : args[0]);
      case "close" -> close();
      default -> alive(method, args);
    };
  }

  private @Nullable Object alive(Method method, Object @Nullable [] args) throws Throwable {
    wire.checkAlive();
    String name = method.getName();
    if (args != null
        && args[0] instanceof String sql
        && method.getDeclaringClass() == Statement.class) {
      return withText(method, args, Text.of(sql));
    }
    if (name.equals("getMoreResults") && catalogue != null) {
      return catalogue.next();
    }
    if (name.equals("addBatch") && prepared != null) {
      batch.add(prepared);
    } else if (name.equals("clearBatch")) {
      batch.clear();
    } else if (name.equals("executeBatch") || name.equals("executeLargeBatch")) {
      return run(List.copyOf(batch), method, args);
    } else if (name.startsWith("execute") && prepared != null) {
      return run(List.of(prepared), method, args);
    }
    return Faces.call(h2, method, args);
  }

  private @Nullable Object withText(Method method, Object[] args, Text text) throws Throwable {
    if (CatalogueAnswers.isFor(text.sql())) {
      wire.readsCatalogue();
      catalogue = new CatalogueRun(h2);
      return catalogue.next();
    }
    Object[] changed = forH2(wire, text, args);
    if (method.getName().startsWith("execute")) {
      return run(List.of(text), method, changed);
    }
    if (method.getName().equals("addBatch")) {
      batch.add(text);
    }
    return Faces.call(h2, method, changed);
  }

  private @Nullable Object run(List<Text> texts, Method method, Object @Nullable [] args)
      throws Throwable {
    batch.clear();
    try {
      for (Text text : texts) {
        wire.work().before(text);
        tell(text);
      }
      Object result = Faces.call(h2, method, args);
      wire.checkAlive();
      for (Text text : texts) {
        wire.work().after(text);
      }
      return result;
    } catch (SQLException e) {
      wire.checkAlive();
      wire.work().failed();
      throw e;
    }
  }

  /** What the library asks for itself is nobody's statement. */
  private void tell(Text text) {
    if (!Answers.isFor(text.sql()) && text.refusesWritesFromNowOn() == null) {
      wire.server().ran(text.sql());
    }
  }

  private @Nullable Object close() throws SQLException {
    if (!closed) {
      closed = true;
      h2.close();
      place.leave().run();
    }
    return null;
  }
}
