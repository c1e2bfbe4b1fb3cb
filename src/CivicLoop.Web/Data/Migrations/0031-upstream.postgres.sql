alter table upstream alter column stream type text collate "C";
grant select, insert, update, delete on upstream to {serving};
