/**
 * Is what is about to be overwritten still what was read?
 *
 * <h2>The promise</h2>
 *
 * <p>A replica may be behind, so an entity that it served may be old news. Who changes such an
 * entity and writes it would undo what others have written meanwhile, and nobody would know: all
 * columns are written, or those that changed, by what was true once. So before a flush writes, what
 * came from a replica is locked on the primary and compared with what was loaded; if anything
 * differs, nothing of the flush is written.
 *
 * <h2>What carries a mark</h2>
 *
 * <p>{@link dev.hibernatesplit.internal.hibernate.guard.Origin} hangs on Hibernate's own entry of
 * an entity, and goes when that goes. Hibernate tells when an entity is loaded, not from which row:
 * what the session is reading from then ({@link
 * dev.hibernatesplit.internal.consistency.Provenance}) is taken for all that it loads.
 *
 * <p>Of collections it tells less: a fetch join fills one without a word. So one is taken for
 * suspect if the session has read anything from a replica since its owner was loaded, unless it is
 * known better; the same goes for attributes that bytecode enhancement loads later than the rest.
 * What is suspect without need costs a statement, what is trusted without need would cost a write.
 *
 * <h2>When it is compared</h2>
 *
 * <p>When a flush knows all that it will write and has not begun ({@link
 * dev.hibernatesplit.internal.hibernate.guard.GuardedFlush}): then one statement serves many rows,
 * and they are locked in the order of their keys before any is written. One row is locked and read
 * by one statement, since PostgreSQL gives a locking read the row as it is when the lock is had.
 * What is not locked by the statement would be as it was when the statement began; so tables that
 * cannot be locked in it (those joined from outside) are read by a statement of their own, and so
 * are collections, after the lock on their owner.
 *
 * <h2>What needs none of it</h2>
 *
 * <p>An entity with a version: its update says which version it expects. That holds for all that
 * was read in one row; for what was loaded beside it, it holds only if no replica was read since.
 *
 * <p>Sessions that never read from a replica are told by one field, and skip all of this.
 */
@NullMarked
package dev.hibernatesplit.internal.hibernate.guard;

import org.jspecify.annotations.NullMarked;
