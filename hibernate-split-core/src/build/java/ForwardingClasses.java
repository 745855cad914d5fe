import static net.bytebuddy.implementation.MethodCall.invoke;
import static net.bytebuddy.matcher.ElementMatchers.is;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.NamingStrategy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.modifier.MethodManifestation;
import net.bytebuddy.description.modifier.TypeManifestation;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.NullUnmarked;

/**
 * Writes the class files of the wrappers' dull halves, before the compiler runs.
 *
 * <p>For each JDBC interface {@code X} one abstract class {@code ForwardingX}, whose every method
 * calls the same method of {@code delegate()}, and hands what it returns through {@code
 * after(result)} first: a hook for each return type, that returns its argument until a subclass says
 * otherwise. The interesting half is written by hand, in subclasses.
 *
 * <p>Run by the build as a single source file; argument: the folder to write to.
 */
final class ForwardingClasses {

  private static final String PACKAGE = "dev.hibernatesplit.internal.connection.";

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    for (Class<?> jdbc :
        new Class<?>[] {
          Connection.class,
          Statement.class,
          PreparedStatement.class,
          CallableStatement.class,
          ResultSet.class,
          DatabaseMetaData.class
        }) {
      forwarding(jdbc).saveIn(folder.toFile());
    }
  }

  private static DynamicType.Unloaded<?> forwarding(Class<?> jdbc) {
    DynamicType.Builder<?> type =
        new ByteBuddy(ClassFileVersion.JAVA_V17)
            .with(new NamingStrategy.SuffixingRandom(""))
            .subclass(Object.class, ConstructorStrategy.Default.DEFAULT_CONSTRUCTOR)
            .implement(jdbc)
            .modifiers(TypeManifestation.ABSTRACT)
            .annotateType(AnnotationDescription.Builder.ofType(NullUnmarked.class).build())
            .name(PACKAGE + "Forwarding" + jdbc.getSimpleName())
            .defineMethod("delegate", jdbc, Visibility.PACKAGE_PRIVATE, MethodManifestation.ABSTRACT)
            .throwing(SQLException.class)
            .withoutCode();
    for (Class<?> result : results(jdbc)) {
      type =
          type.defineMethod("after", result, Visibility.PACKAGE_PRIVATE)
              .withParameters(result)
              .throwing(SQLException.class)
              .intercept(FixedValue.argument(0));
    }
    for (Method method : methods(jdbc)) {
      MethodCall call =
          invoke(method).onMethodCall(invoke(named("delegate"))).withAllArguments();
      type =
          type.method(is(method))
              .intercept(
                  method.getReturnType() == void.class
                      ? call
                      : invoke(after(method.getReturnType())).withMethodCall(call));
    }
    return type.make();
  }

  private static ElementMatcher<? super MethodDescription> after(
      Class<?> result) {
    return named("after")
        .and(takesArguments(result))
        .and(returns(result));
  }

  private static Set<Class<?>> results(Class<?> jdbc) {
    return methods(jdbc).stream()
        .map(Method::getReturnType)
        .filter(result -> result != void.class)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** In an order of their own, since reflection has none and the build is reproducible. */
  private static List<Method> methods(Class<?> jdbc) {
    return Arrays.stream(jdbc.getMethods())
        .filter(method -> method.getDeclaringClass() != Wrapper.class)
        .sorted(Comparator.comparing(Method::toGenericString))
        .toList();
  }
}
