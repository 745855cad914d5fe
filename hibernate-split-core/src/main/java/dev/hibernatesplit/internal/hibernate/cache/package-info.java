/**
 * [8] What may be kept?
 *
 * <h2>The trap</h2>
 *
 * <p>A writer commits, and Hibernate clears what it overwrote from the second-level and the query
 * cache. Somebody reads it on a replica that is not there yet, and Hibernate puts the old state
 * back: as newly read, stamped later than the write. From then on everybody finds it, also who
 * reads on the primary, until it is written again or expires. Cache modes do not close this: in
 * Hibernate 7.4 {@code find} does not heed the session's, {@code CacheMode.GET} still puts query
 * results, and natural ids ask no mode at all.
 *
 * <h2>The guard</h2>
 *
 * <p>It stands before every region, whoever provides it, at the only doors through which what was
 * read comes in: {@code putFromLoad} of entities, collections and natural ids, {@code putIntoCache}
 * of query results. Rows of the primary pass. Rows of a replica pass if the replica was known,
 * <em>before</em> they were read, to have all that is committed to what their query reads, as it
 * stands <em>now</em>: {@code Provenance} keeps the first, the fences are asked for the second.
 * What a query reads is known by its own text, so formulas, joined associations, views and policies
 * count; a {@code find} by id is checked by its row.
 *
 * <h2>Why it is right</h2>
 *
 * <p>Let a writer commit, W. In this order: the server commits; our fence of W is raised, inside
 * the connection's {@code commit()}; Hibernate's work after completion clears the cache.
 *
 * <ul>
 *   <li>The fence is up when the guard looks: what was read is put only if it has W.
 *   <li>It is not up yet: then the cache is still to be cleared. If the put is over by then, that
 *       takes what is old with it. If not, the second look, after the put, finds the fence, and the
 *       entry goes at once. So no put of a replica's rows survives a write that they lack.
 *   <li>{@code READ_WRITE}: a lock, or a newer version, refuses puts by itself; the guard is for
 *       what it does not see: entries that were evicted, expired, cleared by bulk statements or by
 *       region, and locks of unversioned rows that have been opened again. The second look may take
 *       a writer's lock away, as every eviction does; unlocking then leaves a lock of its own.
 *   <li>{@code NONSTRICT_READ_WRITE} removes after the commit, bulk HQL and native statements empty
 *       regions after it: both are clearings as above.
 *   <li>{@code TRANSACTIONAL}: a writer's puts are in the cache before its commit, and nothing is
 *       cleared after it. Who puts in between is refused by the cache's own transaction, or, if it
 *       has none, by nobody: as on a single database.
 *   <li>Query results carry the time at which the reader's transaction began, which is before any
 *       look. A writer stamps its tables before its commit with a time that lies ahead, and after
 *       its fence with the true one: a result that was put without W's fence seen is older than
 *       that stamp, and is never served. So one look is enough, also where a provider delays the
 *       put until the reader's commit. Without the guard the stamps do not help: whoever reads on a
 *       replica after W began later than W's stamp.
 * </ul>
 *
 * <p>What was committed before the factory started, perhaps by its former life, must be in what is
 * kept, too: a replica's rows pass only if it is known to have reached that moment.
 *
 * <h2>What rests</h2>
 *
 * <ul>
 *   <li>Rows of the primary that are read before W and put after its clearing: Hibernate's own
 *       race, for strategies without locks.
 *   <li>What a writing session puts by itself after its commit, from the state that it has: right
 *       if that was, which is the stale-write guard's to see to.
 *   <li>Commits of other processes. No fence of them is raised here, and a cache of this process
 *       was not cleared by them either: entries live until they expire, as on a single database,
 *       and may have been as old as {@code max_lag} when they came. A cache <em>shared</em> by
 *       processes is cleared by them, and then a replica's rows may come back that lack the write:
 *       {@code never}, or the level {@code global}, closes that.
 * </ul>
 *
 * <h2>The other way round</h2>
 *
 * <p>An entry may be newer than a replica, and then what is loaded after it, a lazy collection or
 * an association, may not be there yet. So finding an entry counts as a read of what was committed
 * until it was put ({@code Shelf}), and from {@code session} on later reads of the session do not
 * go behind it.
 *
 * <h2>What providers may count on</h2>
 *
 * <p>Keys, values, locks, time stamps, regions' names and the session's {@code
 * CacheTransactionSynchronization} pass through as they are, which Infinispan casts to its own;
 * accesses and regions are wrapped, and only Hibernate calls those. Who asks {@code
 * Cache.getRegionFactory()} finds the guard.
 */
@NullMarked
package dev.hibernatesplit.internal.hibernate.cache;

import org.jspecify.annotations.NullMarked;
