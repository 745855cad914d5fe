create table author (id int primary key, name text);
create table book (id int primary key, author int references author on delete cascade, title text);
create table page (id int primary key, book int references book on delete set null on update cascade);
create table node (id int primary key, up int references node on delete set null);
create table audit (id serial, what text);

create function note() returns trigger language plpgsql as
  $$ begin insert into audit (what) values (tg_table_name); return null; end $$;
create table watched (id int primary key, x int);
create trigger note after insert or update on watched for each row execute function note();
create table owner (id int primary key);
create table owned (id int primary key, owner int references owner on delete cascade);
create trigger note after delete on owned for each row execute function note();

create function spend() returns int language plpgsql volatile as
  $$ begin insert into audit (what) values ('spend'); return 1; end $$;
create table costly (id int primary key, x int default spend());
create table checked (id int primary key, x int check (x >= spend()));
create domain positive as int check (value >= spend());
create domain small as positive check (value < 100);
create table narrow (id int primary key, x small);

create table ruled (id int primary key);
create rule note as on insert to ruled do also insert into audit (what) values ('rule');

create table event (id int, day int, x int, primary key (id, day)) partition by range (day);
create table event_1 partition of event for values from (1) to (2);
create table event_2 partition of event for values from (2) to (4) partition by range (day);
create table event_2_2 partition of event_2 for values from (2) to (3);
create table event_2_3 partition of event_2 for values from (3) to (4);
create table ticket (id int primary key, event int, day int,
  foreign key (event, day) references event on delete cascade);

create table parted (id int primary key, x int) partition by range (id);
create table parted_1 partition of parted for values from (1) to (10);
create trigger note after update on parted for each row execute function note();

create table base (id int primary key, x int);
create table other (id int, y int);
create table derived (z int) inherits (base);
create table both_of () inherits (base, other);

create view books as select id, author, title from book;
create view good_books as select * from books where title <> '';
create view shelf as select b.id, a.name from books b join author a on a.id = b.author;
create view counted as select (select count(*) from page) as pages, (select count(*) from node) as nodes;
create view instead as select * from owner;
create trigger note instead of insert on instead for each row execute function note();
create materialized view totals as select count(*) from book;

create table tenant (id int primary key, name text);
create view tenants as select * from tenant;
create table guarded (id int primary key, tenant int);
alter table guarded enable row level security;
alter table guarded force row level security;
create policy own on guarded using (exists (select from tenants where tenants.id = guarded.tenant));

create function titles() returns setof text language sql stable as $$ select title from book $$;

insert into author select i, 'a' || i from generate_series(1, 9) i;
insert into book select i, i, 't' || i from generate_series(1, 9) i;
insert into page select i, i from generate_series(1, 9) i;
insert into node select i, nullif(i, 1) - 1 from generate_series(1, 9) i;
insert into owner select i from generate_series(1, 9) i;
insert into owned select i, i from generate_series(1, 9) i;
insert into watched select i, i from generate_series(1, 9) i;
insert into event select i, 1 + i % 3, i from generate_series(1, 9) i;
insert into ticket select id, id, day from event;
insert into event values (50, 3, 1);
insert into parted select i, i from generate_series(1, 9) i;
insert into base select i, i from generate_series(1, 9) i;
insert into derived select i, i, i from generate_series(11, 19) i;
insert into both_of select i, i, i from generate_series(21, 29) i;
insert into other select i, i from generate_series(31, 39) i;
insert into tenant select i, 't' from generate_series(1, 9) i;
insert into guarded select i, i from generate_series(1, 9) i;
