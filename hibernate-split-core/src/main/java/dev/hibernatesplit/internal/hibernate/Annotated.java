package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.annotation.PrimaryOnly;
import dev.hibernatesplit.annotation.ReadFrom;
import dev.hibernatesplit.annotation.ReplicaPreferred;
import dev.hibernatesplit.internal.config.TargetConfiguration;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.mapping.PersistentClass;
import org.jspecify.annotations.Nullable;

/** What does the nearest annotation of ours say, on an entity's class or one above it? */
final class Annotated {

  private static final List<Class<? extends Annotation>> OURS =
      List.of(PrimaryOnly.class, ReadFrom.class, ReplicaPreferred.class);

  private Annotated() {}

  /**
   * The target that an entity is to be read from, or null for any.
   *
   * @param targets those that there are
   * @param problems takes what is wrong with an annotation
   */
  static @Nullable String target(
      PersistentClass entity, List<String> targets, Collection<String> problems) {
    Class<?> type = entity.hasPojoRepresentation() ? entity.getMappedClass() : null;
    while (type != null && declared(type).isEmpty()) {
      type = type.getSuperclass();
    }
    return type == null ? null : target(type, declared(type), targets, problems);
  }

  private static List<Annotation> declared(Class<?> type) {
    return OURS.stream()
        .flatMap(annotation -> Stream.ofNullable(type.getDeclaredAnnotation(annotation)))
        .map(Annotation.class::cast)
        .toList();
  }

  private static @Nullable String target(
      Class<?> type, List<Annotation> said, List<String> targets, Collection<String> problems) {
    if (said.size() > 1) {
      problems.add(type.getName() + ": " + shown(said) + " contradict each other. Keep one.");
    } else if (said.get(0) instanceof PrimaryOnly) {
      return TargetConfiguration.PRIMARY;
    } else if (said.get(0) instanceof ReadFrom from) {
      if (targets.contains(from.value())) {
        return from.value();
      }
      String remedy = "Use one of: " + String.join(", ", targets) + ".";
      problems.add(type.getName() + ": " + shown(said) + " names no target. " + remedy);
    }
    return null;
  }

  private static String shown(List<Annotation> said) {
    return said.stream()
        .map(
            annotation ->
                annotation instanceof ReadFrom from
                    ? "@ReadFrom(\"" + from.value() + "\")"
                    : "@" + annotation.annotationType().getSimpleName())
        .collect(Collectors.joining(" and "));
  }
}
