alter table erasures alter column stream type text collate "C";
alter table erasures alter column case_stream type text collate "C";
grant select, insert, update, delete on erasures to {serving};
