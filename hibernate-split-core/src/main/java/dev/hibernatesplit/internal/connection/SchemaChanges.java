package dev.hibernatesplit.internal.connection;

/** Whom to tell that a unit changes the schema. Thread-safe. */
public interface SchemaChanges {

  /** Nobody wants to know. */
  SchemaChanges UNWATCHED =
      new SchemaChanges() {
        @Override
        public void begin() {
          // nobody is there
        }

        @Override
        public void end() {
          // nobody is there
        }
      };

  /** A unit is about to change it; others may see that before we know that it was committed. */
  void begin();

  /** That unit is over, however it ended. To be called once for each {@link #begin}. */
  void end();
}
