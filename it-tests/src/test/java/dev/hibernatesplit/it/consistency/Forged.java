package dev.hibernatesplit.it.consistency;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.Routing;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Supplier;

/**
 * Tokens with positions that were taken the wrong way. A read that must see nothing else is what a
 * library would do that takes them so: the control of what this one does instead.
 */
final class Forged {

  private static final int RADIX = 36;

  private Forged() {}

  /** A token of the factory's database as it stands now, but for another position. */
  static ConsistencyToken at(String lsn, EntityManagerFactory factory) {
    return at(lsn, ConsistencyToken.current(factory));
  }

  /** A token with another position. */
  static ConsistencyToken at(String lsn, ConsistencyToken token) {
    String own = token.toString();
    return ConsistencyToken.parse(
        own.substring(0, own.lastIndexOf('-') + 1) + Long.toUnsignedString(bytes(lsn), RADIX));
  }

  private static long bytes(String lsn) {
    int slash = lsn.indexOf('/');
    return Long.parseLong(lsn.substring(0, slash), 16) << 32
        | Long.parseLong(lsn.substring(slash + 1), 16);
  }

  /** A read that must see what the token stands for, and nothing else. */
  static <T> T reading(ConsistencyToken token, Supplier<T> read) {
    return Routing.with(token, () -> Routing.consistency(Consistency.EVENTUAL, read));
  }
}
