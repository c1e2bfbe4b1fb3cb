-- Streams sort by their bytes, as on SQLite.

alter table fan_outs alter column case_stream type text collate "C";
alter table self_checks alter column stream type text collate "C";
alter table self_checks alter column case_stream type text collate "C";
alter table rectification_items alter column stream type text collate "C";

grant select, insert, update, delete on fan_outs to {serving};
grant select, insert, update, delete on self_checks to {serving};
grant select, insert, update, delete on rectification_lists to {serving};
grant select, insert, update, delete on rectification_items to {serving};
grant select, insert, update, delete on rectification_uploads to {serving};
