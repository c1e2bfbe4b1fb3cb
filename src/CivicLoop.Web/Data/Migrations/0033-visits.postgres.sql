alter table visits alter column stream type text collate "C";
alter table visit_items alter column visit type text collate "C";
grant select, insert, update, delete on visits to {serving};
grant select, insert, update, delete on visit_items to {serving};
