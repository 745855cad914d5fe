/**
 * Where may an entity's tables be read? Annotations without dependencies.
 *
 * <p>Resolved when the EntityManagerFactory is made. An annotation covers every table that is the
 * entity's own: its table, secondary tables, the tables of its element collections, maps and
 * many-to-many associations, what {@code @Synchronize} names and what {@code @Subselect} selects
 * from; and it holds for each statement that names one of them, whichever entity it is for. Tables
 * of other entities, which it is associated with, are theirs to annotate.
 *
 * <p>Subclasses inherit it, entities and others, until one is annotated itself: the nearest
 * annotation counts. On a subclass, it covers what the subclass adds, not the tables of its
 * superclasses; where all share one table, it covers that.
 *
 * <p>Where wishes for one statement differ, the primary comes first, then a named target, then any
 * replica; two different named targets come to the primary. A setting {@code
 * hibernate.split.tables.<table>} overrules the annotations for that table. A {@code PrimaryOnly}
 * table is read elsewhere only if the query's own hint says so; {@code ReadFrom} gives way to
 * scopes and to the session's property, too. Writes, locks, and what a transaction that may write
 * reads run on the primary whatever is said here.
 *
 * <p>On methods, and on types that are no entities, such as repositories, Hibernate sees none of
 * them: only the interceptor of a framework's module reads them there.
 */
package dev.hibernatesplit.annotation;
