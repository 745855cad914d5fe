package dev.hibernatesplit.benchmarks.driver;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.Implementation;

/**
 * Fills in the methods of a JDBC interface that an abstract class leaves out.
 *
 * <p>So the stubs hold what is used and no more, and a call costs what a call of a hand-written
 * class costs.
 */
final class Completed {

  private Completed() {}

  /**
   * The constructor of a subclass without abstract methods.
   *
   * @param type has one constructor of these parameters, visible in the package
   * @param rest what the methods do that {@code type} leaves out
   */
  static MethodHandle constructor(Class<?> type, Implementation rest, Class<?>... parameters) {
    return constructor(type, List.of(), rest, parameters);
  }

  /**
   * The same of one that is something more.
   *
   * @param more interfaces that {@code type} does not name
   */
  static MethodHandle constructor(
      Class<?> type, List<Class<?>> more, Implementation rest, Class<?>... parameters) {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    Class<?> completed =
        new ByteBuddy()
            .subclass(type)
            .implement(more)
            .method(isAbstract())
            .intercept(rest)
            .make()
            .load(type.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(lookup))
            .getLoaded();
    try {
      MethodHandle constructor =
          lookup.findConstructor(completed, MethodType.methodType(void.class, parameters));
      return constructor.asType(MethodType.methodType(type, parameters));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
