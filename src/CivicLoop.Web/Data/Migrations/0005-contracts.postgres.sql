-- Streams sort by their bytes, as on SQLite.

alter table contracts alter column stream type text collate "C";

grant select, insert, update, delete on contracts to {serving};
