alter table plans alter column stream type text collate "C";
alter table plan_tasks alter column stream type text collate "C";
alter table mechanism_runs alter column stream type text collate "C";
grant select, insert, update, delete on plans to {serving};
grant select, insert, update, delete on plan_tasks to {serving};
grant select, insert, update, delete on mechanism_runs to {serving};
