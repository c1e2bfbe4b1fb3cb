alter table guidance_teams alter column stream type text collate "C";
alter table feedback alter column stream type text collate "C";
grant select, insert, update, delete on guidance_teams to {serving};
grant select, insert, update, delete on feedback to {serving};
