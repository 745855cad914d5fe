package dev.hibernatesplit.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.spi.StatementKind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One table of statements a rule: the kind, then the text; {@code ¶} stands for a new line. */
class KindTest {

  private static final String READS =
      """
      READ select 1
      READ SELECT * FROM person
      READ select p1_0.id,p1_0.name from person p1_0 where p1_0.id=?
      READ select p1_0.id from person p1_0 where p1_0.name like ? escape '' order by p1_0.name fetch first ? rows only
      READ select count(*) from person p left join company c on p.company_id=c.id
      READ /* select p from Person p where p.name = 'it''s -- for update' */ select p1_0.id from person p1_0
      READ /*+ SeqScan(p) */ select 1 from person p
      READ select 1 -- for update
      READ select 1 /* outer /* for update */ nextval('s') */ from person
      READ (select 1)
      READ ((select 1) union (select 2)) order by 1
      READ values (1, 'a'), (2, 'b')
      READ table person
      READ select 1;
      READ ;;select 1;; -- done
      READ with a as (select 1) select * from a
      READ with recursive r(n) as (select 1 union all select n+1 from r where n < 5) select sum(n) from r
      READ with a as not materialized (select 1 as x), b as materialized (select 2 as y) select * from a, b
      READ select 'for update', 'nextval(''s'')'
      READ select $$ for update; delete from person $$
      READ select $a$ $$ nextval('s') $$ $a$
      READ select e'\\' for update' from person
      READ select U&'d\\0061t\\+000061'
      READ select b'101', x'1F', n'a'
      READ select "for update" from "nextval"
      READ select now(), current_timestamp, current_date, clock_timestamp(), random(), gen_random_uuid(), uuidv7()
      READ select current_user, session_user, user, current_catalog
      READ select pg_catalog.lower(name), "lower"(name) from person
      READ select extract(year from born), trim(both 'x' from name), substring(name from 2 for 3) from person
      READ select a is distinct from b from t
      READ select overlay(name placing 'x' from 1 for 2), position('a' in name) from person
      READ select cast(x as numeric(10,2)), x::varchar(20), cast(x as character varying(5)) from t
      READ select interval '1' day, interval '1 2:03' day to second(2), timestamp(3) '2020-01-01'
      READ select sum(x) over (partition by a order by b rows between 1 preceding and current row) from t
      READ select sum(x) filter (where x > 0) over w from t window w as (partition by (a) order by (b))
      READ select percentile_cont(0.5) within group (order by x) from t
      READ select a, b from t group by grouping sets ((a), (b)), rollup (a, b), cube (a, b)
      READ select * from t tablesample bernoulli (10) repeatable (3)
      READ select * from generate_series(1, 3) as g(i), unnest(array[1,2]) with ordinality as u(x, n)
      READ select * from rows from (generate_series(1,2), json_to_recordset('[]') as (a int, b text)) as r(x, y, z)
      READ select * from lateral (select 1) x(a) cross join only (person) natural join company
      READ select * from json_table('[]', '$[*]' columns (id int path '$.id', nested path '$.k[*]' columns (k text path '$'))) jt
      READ select * from xmltable('/r' passing '<r/>' columns a int path 'a', b text path 'b' default upper('x')) x
      READ select a between (1) and (2), a in (1,2), a = any (array(select 1)), exists (select 1), not (a) from t
      READ select (a, b) overlaps (c, d), a like ('x') , a not like ('x'), a similar to ('x') from t
      READ select x at time zone ('UTC') from t
      READ select a operator(pg_catalog.+) b from t order by a using operator(pg_catalog.<)
      READ select j ? 'a', j ?| array['a'], j ?& array['b'], j @> '{}' from t
      READ select data->'a'->>'b', arr[1:2], arr[(select 1)], (r).f, (arr[1]).g from t
      READ select {fn lower(name)}, {d '2020-01-01'}, {ts '2020-01-01 00:00:00'} from {oj a left outer join b on a.id=b.id}
      READ select 1 as update, 2 as insert, 3 as into, 4 as "delete", 5 as for, 6 as last_value
      READ select key, share, no, set, over, filter, first, second, columns from t
      READ select t.update, t."insert" from t
      READ select limit_, offset_ from t limit (1) offset (2) rows fetch next (3) rows with ties
      READ select .5, 1., 1.5e-3, 0x1F, 1_000, -1 from t where a>.5
      READ select case when a=1 then 'x' else lower(b) end from t
      READ select current_setting('app.tenant', true)
      READ select left(a, 2), right(a, 2), replace(a, 'x', 'y'), format('%s', a) from t
      READ select last_value(x) over (order by y) from t
      READ select ts_rewrite('a'::tsquery, 'b'::tsquery, 'c'::tsquery)
      READ select query_to_xml('select 1', true, false, '')
      READ select pg_sleep(0)
      READ explain select 1
      READ explain (costs off, analyze) select * from person
      READ explain analyze verbose select * from person
      READ select data as U&"d\\0061ta" from U&"t!0061ble" uescape '!'
      READ select e'a'¶ '\\' for update -- '
      READ select 1 from a join b using (id) as j join c on (c.x = b.x)
      READ select pg_typeof(x), coalesce(a, b), nullif(a, b), greatest(a, b) from t
      """;

  private static final String LOCKS =
      """
      LOCKING_READ select * from person for update
      LOCKING_READ select p1_0.id from person p1_0 where p1_0.id=? for no key update of p1_0 skip locked
      LOCKING_READ select p1_0.id from person p1_0 for share of p1_0
      LOCKING_READ select p1_0.id from person p1_0 for key share nowait
      LOCKING_READ select * from (select * from person for update) x
      LOCKING_READ with a as (select id from person for no key update) select * from a
      LOCKING_READ select (select id from person limit 1 for update)
      LOCKING_READ select * from person for/**/update
      LOCKING_READ select * from person FOR -- x¶ Update
      LOCKING_READ table person for update
      LOCKING_READ select e'\\'' from person for update -- '
      LOCKING_READ select '\\' from person for update -- '
      LOCKING_READ select $$'$$ from person for update
      LOCKING_READ lock table person in share mode
      LOCKING_READ lock person, only company nowait
      """;

  private static final String WRITES =
      """
      WRITE insert into person (id, name) values (?, ?)
      WRITE insert into person default values returning id
      WRITE insert into person select * from old
      WRITE insert into person (id) values (1) on conflict (id) do update set name = excluded.name
      WRITE update person set name = ? where id = ?
      WRITE update only person p set (a, b) = (select 1, 2) from company c where c.id = p.id
      WRITE delete from person where id = ?
      WRITE delete from person p using company c where c.id = p.company_id
      WRITE merge into doc as t using (select cast(? as bigint) id) as s on (t.id=s.id) when matched then update set a=1
      WRITE with d as (delete from counter returning *) select * from d
      WRITE with u as (update counter set val = val returning *) select count(*) from u
      WRITE with a as materialized (insert into counter values (1) returning 1) select 1
      WRITE with a as (select 1) insert into person select * from a
      WRITE with a as (select 1) update person set x = 1
      WRITE with a as (select 1) delete from person
      WRITE with a as (select 1) merge into person p using a on true when not matched then insert values (1)
      WRITE with a as (with b as (delete from c returning 1) select * from b) select * from a
      WRITE with recursive r as (select 1) search depth first by x set o delete from person
      WRITE select * into newt from person
      WRITE select 1 into unlogged table newt
      WRITE explain analyze delete from person
      WRITE explain (analyze, costs off) insert into person values (1)
      WRITE copy person from stdin
      WRITE copy person (id, name) from '/x' with (format csv)
      WRITE truncate person, company
      WRITE truncate table only person restart identity cascade
      WRITE insert into person select nextval('s')
      """;

  private static final String FUNCTIONS =
      """
      FUNCTION select nextval('s')
      FUNCTION select NEXTVAL ('s')
      FUNCTION select pg_catalog.nextval('s')
      FUNCTION select "nextval"('s')
      FUNCTION select pg_catalog . "nextval" /**/ ('s')
      FUNCTION select U&"next\\0076al"('s')
      FUNCTION select {fn nextval('s')}
      FUNCTION select * from nextval('s')
      FUNCTION select * from person where id = (select setval('s', 1))
      FUNCTION select currval('s'), lastval()
      FUNCTION values (nextval('s'))
      FUNCTION (((select nextval('s'))))
      FUNCTION select f(1)
      FUNCTION select app.lower('X')
      FUNCTION select "Lower"('X')
      FUNCTION select db.pg_catalog.lower('X')
      FUNCTION select * from f(1)
      FUNCTION select * from t, lateral f(t.x) as g(a int)
      FUNCTION select x from t order by f(x)
      FUNCTION select x from t join u on f(t.x) = u.x
      FUNCTION select * from t tablesample mine (10)
      FUNCTION select * from t tablesample bernoulli (f())
      FUNCTION select pg_notify('a', 'b')
      FUNCTION notify a, 'b'
      FUNCTION select txid_current()
      FUNCTION select pg_current_xact_id()
      FUNCTION select txid_current_snapshot()
      FUNCTION select pg_is_in_recovery()
      FUNCTION select pg_backend_pid(), inet_server_addr()
      FUNCTION select current_setting('transaction_read_only')
      FUNCTION select current_setting(?)
      FUNCTION select current_schema
      FUNCTION select current_schema()
      FUNCTION select lo_create(0)
      FUNCTION select lo_get(1)
      FUNCTION select query_to_xml('select nextval(''s'')', true, false, '')
      FUNCTION select query_to_xml(?, true, false, '')
      FUNCTION select ts_rewrite('a'::tsquery, 'select f()')
      FUNCTION select isnull(1)
      FUNCTION select join(1)
      FUNCTION select like(1, f(2))
      FUNCTION select first(1), over(1), filter(1)
      FUNCTION select columns(1)
      FUNCTION select pg_stat_reset()
      FUNCTION select pg_switch_wal()
      FUNCTION select dblink_exec('x')
      FUNCTION select 1 where (select f) = 1 and f ()
      """;

  private static final String SESSIONS =
      """
      SESSION set search_path = a
      SESSION set session authorization joe
      SESSION set session characteristics as transaction read only
      SESSION set role joe
      SESSION reset all
      SESSION discard all
      SESSION select set_config('a.b', 'c', false)
      SESSION select set_config('a.b', 'c', ?)
      SESSION select set_config('a.b', 'c', true or false)
      SESSION select pg_advisory_lock(1)
      SESSION select pg_try_advisory_lock(1, 2) from person
      SESSION select pg_advisory_unlock(1)
      SESSION select pg_advisory_unlock_all()
      SESSION select setseed(0.5)
      SESSION create temp table t (id int)
      SESSION create local temporary table HT_Vehicle(id int)
      SESSION create or replace temp view v as select 1
      SESSION create table pg_temp.t (id int)
      SESSION create table pg_temp.t as select 1
      SESSION select * into temp t from person
      SESSION select * into pg_temp.t from person
      SESSION prepare q as select 1
      SESSION execute q(1)
      SESSION deallocate q
      SESSION listen a
      SESSION unlisten *
      SESSION declare c cursor with hold for select 1
      SESSION load 'auto_explain'
      SESSION select 1; set role joe
      SESSION insert into t select set_config('a.b', 'c', false)
      """;

  private static final String TRANSACTIONS =
      """
      TRANSACTION begin
      TRANSACTION start transaction read only
      TRANSACTION commit
      TRANSACTION commit prepared 'x'
      TRANSACTION rollback to savepoint a
      TRANSACTION end
      TRANSACTION savepoint a
      TRANSACTION release savepoint a
      TRANSACTION prepare transaction 'x'
      TRANSACTION set local lock_timeout = 3000
      TRANSACTION set transaction isolation level repeatable read
      TRANSACTION set constraints all deferred
      TRANSACTION select set_config('a.b', 'c', true)
      TRANSACTION select pg_advisory_xact_lock(1)
      TRANSACTION select pg_try_advisory_xact_lock(1)
      TRANSACTION select pg_export_snapshot()
      TRANSACTION declare c cursor for select 1
      TRANSACTION declare c no scroll cursor without hold for select * from person
      TRANSACTION fetch 10 from c
      TRANSACTION move c
      TRANSACTION close c
      TRANSACTION select lo_open(1, 131072)
      """;

  private static final String CALLS =
      """
      CALL call p(1)
      CALL do $$ begin perform 1; end $$
      CALL {call p(?, ?)}
      CALL {?=call f(?)}
      CALL { ? = call f(?) }
      """;

  private static final String DDLS =
      """
      DDL create table t (id int)
      DDL create table t as select * from person
      DDL create function f() returns int begin atomic select 1; select 2; end
      DDL create rule r as on insert to t do also (delete from a; delete from b)
      DDL alter table t add x int
      DDL drop table t
      DDL vacuum
      DDL analyze person
      DDL refresh materialized view v
      DDL grant select on t to joe
      DDL explain analyze create table t as select 1
      DDL create unlogged table t (x int)
      """;

  private static final String UNKNOWNS =
      """
      UNKNOWN select 1; select 2
      UNKNOWN select 1; delete from person
      UNKNOWN show search_path
      UNKNOWN explain delete from person
      UNKNOWN explain select nextval('s')
      UNKNOWN explain select * from person for update
      UNKNOWN copy person to stdout
      UNKNOWN copy (select 1) to stdout
      UNKNOWN select * from pg_stat_activity
      UNKNOWN select * from pg_catalog.pg_locks
      UNKNOWN select * from pg_settings
      UNKNOWN select * from pg_sequences
      UNKNOWN select last_value from person_seq
      UNKNOWN select s.last_value from seq s
      UNKNOWN select is_called, log_cnt from seq
      UNKNOWN select "last_value" from seq
      UNKNOWN select * from person_seq
      UNKNOWN table person_seq
      UNKNOWN select * from pg_temp.t
      UNKNOWN select * from "pg_temp_3".t
      UNKNOWN selec 1
      UNKNOWN ?
      UNKNOWN select 'a
      UNKNOWN select "a
      UNKNOWN select ""
      UNKNOWN select $$a
      UNKNOWN select $a$ a $b$
      UNKNOWN select e'a\\'
      UNKNOWN select 1 /* a /* b */
      UNKNOWN select (1
      UNKNOWN select 1)
      UNKNOWN select arr[1) from t
      UNKNOWN select (1; 2)
      UNKNOWN select \\ 1
      UNKNOWN select {x 1}
      UNKNOWN select U&"last\\005fvalue" from seq
      UNKNOWN ;
      UNKNOWN -- nothing
      """;

  static Stream<Row> statements() {
    return Stream.of(READS, LOCKS, WRITES, FUNCTIONS, SESSIONS, TRANSACTIONS, CALLS, DDLS, UNKNOWNS)
        .flatMap(String::lines)
        .map(Row::parse);
  }

  /** A kind and a statement that has it. */
  record Row(StatementKind kind, String sql) {
    static Row parse(String line) {
      int space = line.indexOf(' ');
      return new Row(
          StatementKind.valueOf(line.substring(0, space)),
          line.substring(space + 1).replace('¶', '\n'));
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void statement_has_its_kind(Row row) {
    assertThat(new Classifier().classify(row.sql()))
        .as(row.sql())
        .satisfies(info -> assertThat(info.kind()).as(info.detail()).isEqualTo(row.kind()));
  }
}
