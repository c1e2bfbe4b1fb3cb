-- Codes sort by their bytes, as on SQLite.

alter table grids alter column code type text collate "C";
alter table segments alter column code type text collate "C";
alter table facilities alter column code type text collate "C";

grant select, insert, update, delete on grids to {serving};
grant select, insert, update, delete on segments to {serving};
grant select, insert, update, delete on facilities to {serving};
grant select, insert, update, delete on facility_states to {serving};
grant select, insert, update, delete on place_changes to {serving};
grant select, insert, update, delete on place_photos to {serving};
grant select, insert, update, delete on place_imports to {serving};
