-- Streams sort by their bytes, as on SQLite.

alter table sign_offs alter column stream type text collate "C";
alter table sign_offs alter column about type text collate "C";

grant select, insert, update, delete on duty_counts to {serving};
grant select, insert, update, delete on duty_changes to {serving};
grant select, insert, update, delete on desk_looks to {serving};
grant select, insert, update, delete on sign_offs to {serving};
