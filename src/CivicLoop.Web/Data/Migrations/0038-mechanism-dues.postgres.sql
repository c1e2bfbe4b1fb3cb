alter table mechanism_dues alter column stream type text collate "C";
grant select, insert, update, delete on mechanism_dues to {serving};
