alter table tallies alter column stream type text collate "C";
alter table tally_things alter column stream type text collate "C";
grant select, insert, update, delete on tallies to {serving};
grant select, insert, update, delete on tally_things to {serving};
