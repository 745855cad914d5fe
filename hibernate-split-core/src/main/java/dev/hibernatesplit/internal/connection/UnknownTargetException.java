package dev.hibernatesplit.internal.connection;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A hint, a scope or a session's property names a target that is not there. Nothing was sent. */
final class UnknownTargetException extends SQLException {

  private static final long serialVersionUID = 1L;

  UnknownTargetException(String target, @Nullable String problem, Set<String> replicas) {
    super(
        (problem == null ? "No target is called '" + target + "'" : problem)
            + ". The targets are: primary, "
            + String.join(", ", replicas)
            + ".",
        "42704");
  }
}
