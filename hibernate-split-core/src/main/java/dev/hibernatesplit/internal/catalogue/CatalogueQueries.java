package dev.hibernatesplit.internal.catalogue;

/**
 * What is asked of the system catalogues; any role may. What PostgreSQL brings along has an oid
 * below 16384 and is left to the classifier's own lists.
 */
final class CatalogueQueries {

  /**
   * User functions by name: schema, name, whether an overload is volatile, whether a volatile one
   * takes one row. An aggregate is as volatile as the functions that it is made of.
   */
  static final String FUNCTIONS =
      """
      select n.nspname, p.proname, bool_or(v.writes), bool_or(v.writes and p.pronargs = 1 and t.typtype in ('c', 'p'))
      from pg_catalog.pg_proc p
      join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      left join pg_catalog.pg_type t on t.oid = p.proargtypes[0]
      cross join lateral (
        select p.provolatile = 'v' or p.prokind = 'a' and exists (
          select from pg_catalog.pg_aggregate a
          join pg_catalog.pg_proc s on s.oid in (a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn,
            a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn)
          where a.aggfnoid = p.oid and s.provolatile = 'v')) v(writes)
      where p.oid >= 16384 and p.prokind <> 'p'
      and p.prorettype not in ('pg_catalog.trigger'::pg_catalog.regtype, 'pg_catalog.event_trigger'::pg_catalog.regtype)
      group by n.nspname, p.proname
      """;

  /** User operators whose function is volatile. */
  static final String OPERATORS =
      """
      select distinct o.oprname
      from pg_catalog.pg_operator o join pg_catalog.pg_proc p on p.oid = o.oprcode
      where o.oid >= 16384 and p.provolatile = 'v'
      """;

  /**
   * Relations that are more than plain tables: schema, name, what they are, and the query that
   * reading them adds.
   */
  static final String RELATIONS =
      """
      select n.nspname, c.relname,
        case when c.relkind = 'v' then 'view' when c.relkind = 'S' then 'sequence'
          when c.relkind = 'f' then 'foreign table' when c.relpersistence = 'u' then 'unlogged table'
          else 'policies of' end,
        case when c.relkind = 'v' then pg_catalog.pg_get_viewdef(c.oid)
          when c.relrowsecurity then (
            select 'select ' || pg_catalog.string_agg(pg_catalog.pg_get_expr(polqual, polrelid), ', ')
            from pg_catalog.pg_policy where polrelid = c.oid and polcmd in ('*', 'r')) end
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.oid >= 16384 and c.relkind in ('r', 'p', 'm', 'v', 'f', 'S') and c.relpersistence <> 't'
      and n.nspname not in ('pg_toast', 'pg_catalog', 'information_schema')
      and (c.relkind in ('v', 'f', 'S') or c.relpersistence = 'u' or c.relrowsecurity)
      """;

  /** Tables that a replica must not serve because of a partition or child: schema, name, child. */
  static final String PARENTS =
      """
      with recursive refused (oid, child) as (
        select oid, case when relkind = 'f' then 'foreign' else 'unlogged' end || ' partition ' || relname
        from pg_catalog.pg_class
        where oid >= 16384 and (relkind = 'f' or relkind in ('r', 'p') and relpersistence = 'u')
        union
        select i.inhparent, r.child from pg_catalog.pg_inherits i join refused r on r.oid = i.inhrelid)
      select n.nspname, c.relname, min(r.child)
      from refused r join pg_catalog.pg_class c on c.oid = r.oid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where exists (select from pg_catalog.pg_inherits i where i.inhparent = r.oid)
      group by n.nspname, c.relname
      """;

  private CatalogueQueries() {}
}
