package dev.hibernatesplit.internal.hibernate.guard;

import java.io.Serializable;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose rows must be as they were loaded.
 *
 * @param persister knows its table
 * @param key what its rows belong to
 * @param snapshot what was loaded
 * @param owner Hibernate's entry of what it belongs to; null if the session has it no more
 * @param replica who served it; null if that is not known for sure
 */
record SuspectCollection(
    CollectionPersister persister,
    Object key,
    Serializable snapshot,
    @Nullable EntityEntry owner,
    @Nullable String replica) {}
