/**
 * [6] What must be seen, and which replica has it?
 *
 * <h2>The promise</h2>
 *
 * <p>A read that must see a commit runs on a server that has replayed it. No statement of the
 * application waits for that to be found out, and none is sent for it: the monitor samples the
 * servers beside, and the rest is comparing moments.
 *
 * <h2>From a commit to a replica, without asking</h2>
 *
 * <p>A <em>fence</em> is a moment: when the commit returned. Let a sample of the primary's log
 * position be <em>sent</em> after that moment: then the commit's record lies before the position.
 * Let a replica's replay position be at or behind that: then it has replayed the commit. So a
 * {@link dev.hibernatesplit.internal.consistency.Trail} of (position, moment sent) turns a
 * replica's position into a moment again, "has everything committed before T" ({@link
 * dev.hibernatesplit.internal.consistency.Proof}), and whether it may serve is {@code fence <= T}.
 * Moments are taken with one clock, this machine's {@link java.lang.System#nanoTime()}; no server's
 * clock is asked. One sample serves all commits before it, and one proof all reads after it, which
 * is why the cost grows with neither.
 *
 * <h2>Which position</h2>
 *
 * <p>The primary tells three ends of its log. What was <em>written</em> is too early for a commit
 * with {@code synchronous_commit=off}. What was <em>inserted</em> is never too early, but may be
 * too late: while another transaction has log that nobody flushed, no replica reaches it for
 * seconds. So there are two {@link dev.hibernatesplit.internal.consistency.Lane}s: a commit that is
 * known to be synchronous had been <em>flushed</em> when it returned; every other is compared with
 * what was inserted. Known means that the server's default says so, and nothing ran on the
 * connection or in the transaction that may have said otherwise. Should the default change while we
 * run, the next sample says so, which is the one that turns the commit into a position: from then
 * on both lanes are compared with what was inserted. Positions are normalised for the headers of
 * pages and segments, else an idle primary may tell one that no replica ever reaches.
 *
 * <h2>What a sample is true of</h2>
 *
 * <p>A replica's position can go back, but only when it restarts, and then all its connections end.
 * So a sample that was sent after a connection was made is true of that connection as long as it
 * lives; of a younger one it says nothing ({@code Proof.of}). A pooler that hands one connection to
 * two servers breaks this, which is why a target must be one server.
 *
 * <p>Positions of two timelines, or of two lives of the primary, are not compared: acknowledged
 * commits may be gone, and others stand where they stood. With another log everything proven is
 * forgotten, and everything counts as committed now.
 *
 * <h2>What was committed</h2>
 *
 * <p>All that is not proven to change nothing, when its commit returned: also autocommit
 * statements, also a failed batch or procedure, of which a part may have been committed. Never
 * after a rollback. Where nobody knows whether a commit took effect, or somebody has the driver's
 * own connection, the fence is <em>open</em>: nobody passes it, until the server's process is gone
 * or the connection is back; only then it has a moment.
 *
 * <h2>Whose fences</h2>
 *
 * <p>At {@code application} those of the {@link dev.hibernatesplit.internal.consistency.Database},
 * shared by all factories on it: by table and row, in arrays of fixed size ({@link
 * dev.hibernatesplit.internal.consistency.Fences}), since else one busy table would send every read
 * to the primary. That a read and a write meet in a table or row if the one can see the other is
 * the promise of {@link dev.hibernatesplit.internal.footprint.Footprints}. At {@code session} those
 * of the session's or caller's own {@link dev.hibernatesplit.internal.consistency.Memory}.
 *
 * <h2>Never back</h2>
 *
 * <p>A read raises a fence, too, for its session or caller only. The replica that served it serves
 * on, over any connection that was there when the read began: no restart lies between. The primary
 * always serves. Another replica serves once it has passed a sample of the primary that was sent
 * after the read, which the {@link dev.hibernatesplit.internal.health.SampleClock} tells more
 * cheaply than the time: replicas show only what the primary had flushed; the primary itself shows
 * what it had inserted. What is not promised: a replica can show a commit that the primary does not
 * show yet (it waits for a synchronous standby, or has its record written and its transaction not
 * yet ended), so from a replica to the primary a read may go back for that moment.
 *
 * <h2>When it is checked</h2>
 *
 * <p>When a statement is placed, and again when it runs, since in between others commit. Inside a
 * transaction that sees one snapshot it is settled by the first statement that runs: that one must
 * find all that was committed, whatever it reads itself, for what comes after it sees no more.
 */
@NullMarked
package dev.hibernatesplit.internal.consistency;

import org.jspecify.annotations.NullMarked;
