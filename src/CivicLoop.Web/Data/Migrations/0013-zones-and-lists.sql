-- Zones and lists. The zone that has a case now: its clerk looks for it among the cases, as the clerk of the unit does.

alter table cases add column zone text;

create index cases_zone on cases (zone, number) where zone is not null;
create index cases_zone_due on cases (zone, next_due, number) where zone is not null and closed_at is null;

-- What a list was called, whose finding it answers and by when nothing is to be left, from each change on. The list
-- itself keeps what it was made as.
create table rectification_list_changes (
  list text not null,
  version integer not null,
  title text not null,
  source text not null,
  letter text not null,
  day text,
  target text,
  reason text not null,
  person text not null,
  post text not null,
  recorded_at bigint not null,
  primary key (list, version)
);
