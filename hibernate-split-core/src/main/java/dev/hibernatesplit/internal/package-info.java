/**
 * The journey of a statement, room by room.
 *
 * <ol>
 *   <li>{@link dev.hibernatesplit.internal.config.Configuration config}: what did the user ask for?
 *   <li>{@link dev.hibernatesplit.internal.topology.Topology topology}: which servers exist, and
 *       which of them serve? {@link dev.hibernatesplit.internal.balancing.Rotation balancing}:
 *       whose turn is it among those? {@link
 *       dev.hibernatesplit.internal.management.TopologyManagement management}: what do people
 *       change of it meanwhile?
 *   <li>{@link dev.hibernatesplit.internal.sql.Classifier sql}: what kind of statement is this?
 *   <li>{@link dev.hibernatesplit.internal.catalogue.CatalogueWatch catalogue}: what does only the
 *       database know about it?
 *   <li>{@link dev.hibernatesplit.internal.footprint.Footprints footprint}: what does a statement
 *       touch?
 *   <li>{@link dev.hibernatesplit.internal.routing.Router routing}: where may it run?
 *   <li>{@link dev.hibernatesplit.internal.rules.Rules rules}: what do the rules in the settings
 *       say of such a query?
 *   <li>{@link dev.hibernatesplit.internal.connection.Connector connection}: run it there. The
 *       connection that Hibernate sees is {@code SplitConnection}: in its {@code prepareStatement}
 *       a statement sets out, {@code Dispatcher.route} takes the {@code Lease} it runs on, and
 *       {@code Placed} runs it.
 *   <li>{@link dev.hibernatesplit.internal.consistency.Guarantees consistency}: what must be seen,
 *       and who has it? Opened by an essay on why that is right.
 *   <li>{@link dev.hibernatesplit.internal.health.Monitor health}: who is fit? Positions in the
 *       primary's log, by which that is told, are {@link dev.hibernatesplit.internal.wal.Position
 *       wal}'s.
 *   <li>{@link dev.hibernatesplit.internal.observation.Observation observation}: what happened?
 *       {@link dev.hibernatesplit.internal.statistics.Counters statistics}: how often, how long?
 *       {@link dev.hibernatesplit.internal.flight.FlightRecords flight}: what does a flight
 *       recording show? {@link dev.hibernatesplit.internal.explanation.Explanation explanation}:
 *       why would this statement go where it goes?
 *   <li>{@code hibernate}: how does Hibernate come to use it? The only room that knows {@code
 *       org.hibernate}.
 * </ol>
 *
 * <p>{@link dev.hibernatesplit.internal.Splitter} puts them together: once for a factory, or once
 * for each of its {@link dev.hibernatesplit.internal.tenants.Tenants tenants}. Nobody outside the
 * library may count on anything in here.
 */
@NullMarked
package dev.hibernatesplit.internal;

import org.jspecify.annotations.NullMarked;
