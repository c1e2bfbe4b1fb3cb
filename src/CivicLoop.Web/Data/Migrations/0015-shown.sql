-- Where everybody may know a case to be: about 100 m right until it is published; null where nobody may know of it.
-- What an older release holds came from a citizen or stays inside.

alter table cases add column shown_lon double precision;
alter table cases add column shown_lat double precision;
alter table cases add column published integer not null default 0;
create index cases_shown on cases (reported_at, number) where shown_lon is not null;
create index cases_shown_at on cases (shown_lat, shown_lon) where shown_lon is not null;
