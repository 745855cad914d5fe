package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.annotation.PrimaryOnly;
import dev.hibernatesplit.annotation.ReadFrom;
import dev.hibernatesplit.annotation.ReplicaPreferred;
import dev.hibernatesplit.internal.config.TargetConfiguration;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.mapping.PersistentClass;
import org.jspecify.annotations.Nullable;

/**
 * What does the nearest annotation of ours say, on an entity's class or one above it? Remembers
 * what was said of all that it was asked about.
 */
final class Annotated {

  private static final List<Class<? extends Annotation>> OURS =
      List.of(PrimaryOnly.class, ReadFrom.class, ReplicaPreferred.class);

  private final Set<String> contradictions = new LinkedHashSet<>();
  private final Map<String, String> named = new LinkedHashMap<>();

  /** What is wrong whatever targets there are. */
  List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  /** What is wrong if these are the targets. */
  List<String> problems(Collection<String> targets) {
    String remedy = " names no target. Use one of: " + String.join(", ", targets) + ".";
    Stream<String> unknown =
        named.entrySet().stream()
            .filter(name -> !targets.contains(name.getValue()))
            .map(name -> name.getKey() + remedy);
    return Stream.concat(contradictions.stream(), unknown).toList();
  }

  /** The target that an entity is to be read from, or null for any. */
  @Nullable String target(PersistentClass entity) {
    Class<?> type = entity.hasPojoRepresentation() ? entity.getMappedClass() : null;
    while (type != null && declared(type).isEmpty()) {
      type = type.getSuperclass();
    }
    return type == null ? null : target(type, declared(type));
  }

  private static List<Annotation> declared(Class<?> type) {
    return OURS.stream()
        .flatMap(annotation -> Stream.ofNullable(type.getDeclaredAnnotation(annotation)))
        .map(Annotation.class::cast)
        .toList();
  }

  private @Nullable String target(Class<?> type, List<Annotation> said) {
    if (said.size() > 1) {
      contradictions.add(type.getName() + ": " + shown(said) + " contradict each other. Keep one.");
    } else if (said.get(0) instanceof PrimaryOnly) {
      return TargetConfiguration.PRIMARY;
    } else if (said.get(0) instanceof ReadFrom from) {
      named.put(type.getName() + ": " + shown(said), from.value());
      return from.value();
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
