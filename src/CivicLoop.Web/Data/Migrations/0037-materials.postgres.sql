alter table materials alter column stream type text collate "C";
grant select, insert, update, delete on materials to {serving};
