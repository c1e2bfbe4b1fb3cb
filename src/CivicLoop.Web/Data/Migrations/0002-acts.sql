-- What the other acts of the loop add to a case's row. Every one is nothing for a case that never had it, so that the
-- rows of an earlier release stay exactly what their events come to.

alter table cases add column helpers text;
alter table cases add column merged_into integer;
alter table cases add column duplicates integer not null default 0;
alter table cases add column rebound_of integer;
alter table cases add column rebounds integer not null default 0;

-- The same problem reported again, or come back: looked for by category around a position.
create index cases_near on cases (category, lat, lon);
create index cases_helped on cases (number) where helpers is not null;
create index cases_failed_twice on cases (number) where failed_checks > 1;
create index cases_failed_twice_in on cases (district, number) where failed_checks > 1;
create index cases_contested on cases (number) where returns > 1;
create index cases_contested_in on cases (district, number) where returns > 1;
create index cases_rebounded on cases (number) where rebounds > 0;
create index cases_rebounded_in on cases (district, number) where rebounds > 0;
create index cases_rebound on cases (number) where rebound_of is not null;
create index cases_rebound_in on cases (district, number) where rebound_of is not null;
