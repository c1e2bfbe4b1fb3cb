-- Places grow: the ground they lie on (grids, street segments), what stands on it (facilities), and how each came
-- to be what it is. What a judgement may read (owner, condition, attributes) is a dated row: the row recorded last
-- among those valid on a day holds, none is ever overwritten.

create table grids (
  code text not null primary key,
  name text not null,
  district text not null,
  street text not null,
  community text,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  shape text not null,
  sample integer not null
);

create table segments (
  code text not null primary key,
  name text not null,
  kind text not null,
  side text not null,
  district text not null,
  street text not null,
  metres integer not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  shape text not null,
  sample integer not null
);

create table facilities (
  code text not null primary key,
  kind text not null,
  name text not null,
  district text not null,
  street text not null,
  place text,
  lon double precision not null,
  lat double precision not null,
  sample integer not null
);

create table facility_states (
  id text not null primary key,
  facility text not null references facilities (code),
  unit text,
  condition text not null,
  attributes text not null,
  valid_from text not null,
  valid_to text,
  recorded_at bigint not null,
  person text not null,
  post text not null,
  reason text not null
);

create index facility_states_facility on facility_states (facility);

alter table ownerships add column person text;
alter table ownerships add column post text;
alter table ownerships add column reason text;

-- What a name, a type, a position was before somebody changed it. Kind is place, grid, segment or facility.
create table place_changes (
  id text not null primary key,
  kind text not null,
  code text not null,
  field text not null,
  was text not null,
  became text not null,
  recorded_at bigint not null,
  person text not null,
  post text not null,
  reason text not null
);

create index place_changes_of on place_changes (kind, code, recorded_at);

-- The newest that is not taken down stands on the page.
create table place_photos (
  id text not null primary key,
  kind text not null,
  code text not null,
  blob text,
  type text not null,
  width integer not null,
  height integer not null,
  recorded_at bigint not null,
  person text not null,
  post text not null,
  taken_down_at bigint
);

create index place_photos_of on place_photos (kind, code, recorded_at);
create index place_photos_blob on place_photos (blob);

-- A file on its way in: staged on the disk, checked, shown, confirmed. The file itself lies in the city's folder.
create table place_imports (
  id text not null primary key,
  kind text not null,
  file text not null,
  form text not null,
  system text not null,
  from_day text not null,
  status text not null,
  mapping text not null,
  summary text not null,
  reason text not null,
  person text not null,
  post text not null,
  created_at bigint not null,
  changed_at bigint not null
);

create index place_imports_created on place_imports (created_at);

-- Around a position, and by where something lies.
create index places_position on places (lon, lat);
create index grids_position on grids (west, east);
create index grids_street on grids (street, code);
create index segments_position on segments (west, east);
create index segments_street on segments (street, code);
create index facilities_position on facilities (lon, lat);
create index facilities_kind on facilities (kind, code);
create index facilities_place on facilities (place);
