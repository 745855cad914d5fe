package dev.hibernatesplit.internal.catalogue;

/** What is asked of the system catalogues about how tables hang together; any role may. */
final class TableQueries {

  /**
   * Tables and views: schema, name, kind, the columns of a primary key of integers and uuids, the
   * events of user triggers as {@code tgtype} has them, whether there are rules. The triggers that
   * keep foreign keys run functions of PostgreSQL's own, and so do a few that change no other row.
   */
  static final String TABLES =
      """
      select n.nspname, c.relname, c.relkind::pg_catalog.text,
        (select pg_catalog.array_agg(a.attname::pg_catalog.text order by k.place)
          from pg_catalog.pg_constraint p
          cross join lateral pg_catalog.unnest(p.conkey) with ordinality k(attnum, place)
          join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
          where p.conrelid = c.oid and p.contype = 'p'
          having pg_catalog.bool_and(a.atttypid in (20, 21, 23, 2950))),
        case when c.relhastriggers then (
          select pg_catalog.bit_or(t.tgtype) from pg_catalog.pg_trigger t
          where t.tgrelid = c.oid and t.tgfoid >= 16384 and t.tgenabled <> 'D') end,
        c.relhasrules and exists (
          select from pg_catalog.pg_rewrite r
          where r.ev_class = c.oid and r.rulename <> '_RETURN' and r.ev_enabled <> 'D')
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.oid >= 16384 and c.relkind in ('r', 'p', 'm', 'v', 'f') and c.relpersistence <> 't'
      and n.nspname not in ('pg_toast', 'pg_catalog', 'information_schema')
      """;

  /** Foreign keys that act: schema and name of whom they point to, the same of where they act. */
  static final String ACTIONS =
      """
      select tn.nspname, t.relname, an.nspname, a.relname, k.confdeltype::pg_catalog.text,
        k.confupdtype::pg_catalog.text
      from pg_catalog.pg_constraint k
      join pg_catalog.pg_class t on t.oid = k.confrelid
      join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
      join pg_catalog.pg_class a on a.oid = k.conrelid
      join pg_catalog.pg_namespace an on an.oid = a.relnamespace
      where k.contype = 'f'
      and (k.confdeltype in ('c', 'n', 'd') or k.confupdtype in ('c', 'n', 'd'))
      """;

  /** Partitions and children: schema and name of the parent, the same of the child. */
  static final String CHILDREN =
      """
      select pn.nspname, p.relname, cn.nspname, c.relname
      from pg_catalog.pg_inherits i
      join pg_catalog.pg_class p on p.oid = i.inhparent
      join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
      join pg_catalog.pg_class c on c.oid = i.inhrelid
      join pg_catalog.pg_namespace cn on cn.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'f')
      """;

  /**
   * Volatile user functions, also those of operators, in what is computed when rows of a table
   * change: schema, name, function.
   */
  static final String FUNCTIONS =
      """
      with recursive writing (class, object, function) as (
        select 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, n.nspname || '.' || p.proname
        from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
        where p.oid >= 16384 and p.provolatile = 'v'
        union all
        select 'pg_catalog.pg_operator'::pg_catalog.regclass, o.oid, n.nspname || '.' || p.proname
        from pg_catalog.pg_operator o join pg_catalog.pg_proc p on p.oid = o.oprcode
        join pg_catalog.pg_namespace n on n.oid = p.pronamespace
        where o.oid >= 16384 and p.provolatile = 'v'),
      used (class, object, function) as (
        select d.classid, d.objid, w.function
        from pg_catalog.pg_depend d
        join writing w on w.class = d.refclassid and w.object = d.refobjid),
      domains (oid, function) as (
        select k.contypid, u.function from used u join pg_catalog.pg_constraint k
        on u.class = 'pg_catalog.pg_constraint'::pg_catalog.regclass and k.oid = u.object
        where k.contypid <> 0
        union
        select u.object, u.function from used u
        where u.class = 'pg_catalog.pg_type'::pg_catalog.regclass
        union
        select t.oid, d.function
        from domains d join pg_catalog.pg_type t on d.oid in (t.typbasetype, t.typelem)),
      places (oid, function) as (
        select a.adrelid, u.function from used u join pg_catalog.pg_attrdef a
        on u.class = 'pg_catalog.pg_attrdef'::pg_catalog.regclass and a.oid = u.object
        union
        select k.conrelid, u.function from used u join pg_catalog.pg_constraint k
        on u.class = 'pg_catalog.pg_constraint'::pg_catalog.regclass and k.oid = u.object
        union
        select p.polrelid, u.function from used u join pg_catalog.pg_policy p
        on u.class = 'pg_catalog.pg_policy'::pg_catalog.regclass and p.oid = u.object
        union
        select i.indrelid, u.function from used u join pg_catalog.pg_index i
        on u.class = 'pg_catalog.pg_class'::pg_catalog.regclass and i.indexrelid = u.object
        union
        select u.object, u.function from used u
        where u.class = 'pg_catalog.pg_class'::pg_catalog.regclass
        union
        select a.attrelid, d.function
        from domains d join pg_catalog.pg_attribute a on a.atttypid = d.oid)
      select n.nspname, c.relname, p.function
      from places p join pg_catalog.pg_class c on c.oid = p.oid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm', 'v', 'f')
      """;

  private TableQueries() {}
}
