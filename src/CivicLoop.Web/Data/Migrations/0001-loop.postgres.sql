-- The serving role may add to history and never change it. Streams sort by their bytes, as on SQLite.

alter table events alter column stream type text collate "C";
alter table cases alter column stream type text collate "C";
alter table duties alter column subject type text collate "C";
alter table texts alter column stream type text collate "C";
alter table photos alter column stream type text collate "C";
alter table acts alter column stream type text collate "C";
alter table trackings alter column stream type text collate "C";

create sequence case_numbers as bigint;

grant usage on schema {schema} to {serving};
grant select, insert, update, delete on all tables in schema {schema} to {serving};
grant usage on sequence case_numbers to {serving};
revoke update, delete, truncate on events, seals, migrations from {serving};
