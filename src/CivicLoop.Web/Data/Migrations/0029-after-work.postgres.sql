alter table self_reviews alter column stream type text collate "C";
alter table silences alter column stream type text collate "C";
alter table lessons alter column stream type text collate "C";
grant select, insert, update, delete on burden_weeks to {serving};
grant select, insert, update, delete on self_review_rounds to {serving};
grant select, insert, update, delete on self_reviews to {serving};
grant select, insert, update, delete on silences to {serving};
grant select, insert, update, delete on lessons to {serving};
