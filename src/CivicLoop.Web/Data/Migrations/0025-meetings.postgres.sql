alter table meetings alter column stream type text collate "C";
grant select, insert, update, delete on meetings to {serving};
