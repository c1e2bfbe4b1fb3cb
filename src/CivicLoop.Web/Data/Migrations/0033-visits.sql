-- Visits to places: the history is in events; this is what it comes to.
create table visits (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  place text not null,
  place_type text not null,
  district text not null,
  unit text,
  by_person text not null,
  happened_at bigint not null,
  recorded_at bigint not null,
  passed integer not null,
  failed integer not null,
  withdrawn_at bigint,
  state text not null
);

create index visits_place on visits (place, number);
create index visits_district on visits (district, number);
create index visits_unit on visits (unit, number);
create index visits_happened on visits (happened_at);

-- One row for each standard that a visit answered, made from the visits: the share reached in ten-thousandths, null where
-- nothing could be judged. What was withdrawn stays, with the moment from which it counts no more.
create table visit_items (
  visit text not null,
  position integer not null,
  number integer not null,
  place text not null,
  place_type text not null,
  district text not null,
  unit text,
  system text not null,
  edition text not null,
  standard text not null,
  category text,
  share integer,
  effect text not null,
  case_number integer,
  happened_at bigint not null,
  recorded_at bigint not null,
  withdrawn_at bigint,
  primary key (visit, position)
);

create index visit_items_place on visit_items (place, standard, recorded_at);
create index visit_items_recorded on visit_items (recorded_at);
create index visit_items_case on visit_items (case_number);
