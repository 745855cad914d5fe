package dev.hibernatesplit.it.consistency;

/**
 * A way in which the database lets a write of one table show in a read of another, or of another
 * row: what was there before it was tied together, the tie, a write, and a read that shows it. Both
 * take a row's number; numbers 1 and 2 are there.
 */
enum Closure {
  TRIGGER(
      """
      create table traced (id int primary key);
      create table trace (id int);
      create function leave_trace() returns trigger language plpgsql as
        'begin insert into trace values (new.id); return null; end'
      """,
      """
      create trigger leave_trace after insert on traced
        for each row execute function leave_trace()
      """,
      "insert into traced values (?)",
      "select count(*) from trace where id = ?",
      1),

  CASCADE(
      """
      create table owner (id int primary key);
      create table owned (owner int);
      insert into owner values (1), (2);
      insert into owned values (1), (2)
      """,
      "alter table owned add foreign key (owner) references owner on delete cascade",
      "delete from owner where id = ?",
      "select count(*) from owned where owner = ?",
      0),

  VIEW(
      """
      create table behind (id int);
      create table beside (id int);
      create view seen as select id from beside
      """,
      "create or replace view seen as select id from behind",
      "insert into behind values (?)",
      "select count(*) from seen where id = ?",
      1),

  POLICY(
      """
      create table allowed (id int);
      create table guarded (id int);
      insert into guarded values (1), (2)
      """,
      """
      alter table guarded enable row level security;
      alter table guarded force row level security;
      create policy allowed on guarded
        using (exists (select from allowed where allowed.id = guarded.id))
      """,
      "insert into allowed values (?)",
      "select count(*) from guarded where id = ?",
      1),

  FUNCTION(
      """
      create table counted (id int);
      create table uncounted (id int);
      create function counted(wanted int) returns bigint language sql stable as
        'select count(*) from counted where id = wanted'
      """,
      "select 1",
      "insert into counted values (?)",
      "select counted(?)",
      1),

  PARTITION(
      """
      create table event (id int) partition by range (id);
      create table event_1 (id int)
      """,
      "alter table event attach partition event_1 for values from (1) to (9)",
      "insert into event_1 values (?)",
      "select count(*) from event where id = ?",
      1),

  SELF_REFERENCE(
      """
      create table node (id int primary key, up int);
      insert into node values (1, null), (2, null), (11, 1), (12, 2)
      """,
      "alter table node add foreign key (up) references node on delete set null",
      "delete from node where id = ?",
      "select count(up) from node where id = ?",
      0) {
    @Override
    int readRow(int row) {
      return 10 + row; // whose parent it is
    }
  };

  /** What the blind are told of {@link #FUNCTION}, and is not so. */
  static final String WRONG_KEY = "hibernate.split.functions.tables.counted";

  static final String WRONG_TABLE = "uncounted";

  private final String before;
  private final String tie;
  private final String write;
  private final String read;
  private final long shown;

  Closure(String before, String tie, String write, String read, long shown) {
    this.before = before;
    this.tie = tie;
    this.write = write;
    this.read = read;
    this.shown = shown;
  }

  String before() {
    return before;
  }

  String tie() {
    return tie;
  }

  String write() {
    return write;
  }

  String read() {
    return read;
  }

  /** The row to read where a row was written. */
  int readRow(int row) {
    return row;
  }

  /** What the read returns when the write shows. */
  long shown() {
    return shown;
  }
}
