package dev.hibernatesplit.internal.routing;

import org.jspecify.annotations.Nullable;

/**
 * A unit as it would be when its first statement arrives, and nobody asks for anything.
 *
 * @param inTransaction whether it is a transaction
 * @param readOnly whether that only reads
 * @param readsUntilWrite whether its reads may leave although it may write
 * @param primaryOnly whether its reads are to see what the primary has
 */
public record Supposed(
    boolean inTransaction, boolean readOnly, boolean readsUntilWrite, boolean primaryOnly)
    implements Unit {

  @Override
  public boolean bound() {
    return true;
  }

  @Override
  public boolean serializable() {
    return false;
  }

  @Override
  public boolean pinned() {
    return false;
  }

  @Override
  public boolean partOfAWrite() {
    return false;
  }

  @Override
  public boolean onPrimary() {
    return false;
  }

  @Override
  public @Nullable String replica() {
    return null;
  }

  @Override
  public boolean holdsFast() {
    return false;
  }

  @Override
  public @Nullable Wish wish() {
    return null;
  }
}
