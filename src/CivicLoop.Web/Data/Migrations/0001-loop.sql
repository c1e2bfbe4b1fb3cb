-- The loop: playbooks, organisation, places, one history, its rows, its proof.
-- Times are whole milliseconds since 1970 UTC, days are yyyy-MM-dd, ids are lower-case GUIDs.

create table settings (
  key text not null primary key,
  value text not null
);

-- ---- playbooks, stored whole

create table playbooks (
  id text not null primary key,
  valid_from text not null,
  recorded_at bigint not null,
  hash text not null
);

create table playbook_files (
  playbook text not null references playbooks (id),
  path text not null,
  content text not null,
  primary key (playbook, path)
);

-- ---- organisation and people

create table units (
  code text not null primary key,
  name text not null,
  kind text not null,
  parent text,
  division text,
  sample integer not null
);

create table posts (
  code text not null primary key,
  name text not null,
  unit text not null references units (code),
  role text not null,
  district text
);

create table people (
  id text not null primary key,
  login text not null unique,
  name text not null,
  password text not null,
  stamp text not null,
  failures integer not null,
  locked_until bigint,
  created_at bigint not null
);

create table holdings (
  id text not null primary key,
  post text not null references posts (code),
  person text not null references people (id),
  valid_from bigint not null,
  valid_to bigint,
  recorded_at bigint not null
);

create index holdings_person on holdings (person);

-- ---- places

create table places (
  code text not null primary key,
  name text not null,
  type text not null,
  district text not null,
  street text not null,
  community text,
  lon double precision not null,
  lat double precision not null,
  sample integer not null
);

create table ownerships (
  id text not null primary key,
  place text not null references places (code),
  unit text not null references units (code),
  valid_from text not null,
  valid_to text,
  recorded_at bigint not null
);

create index ownerships_place on ownerships (place);

-- ---- the one history

create table events (
  stream text not null,
  number integer not null,
  kind text not null,
  act text not null,
  person text not null,
  post text not null,
  happened_at bigint not null,
  recorded_at bigint not null,
  via text not null,
  reason_id text not null,
  reason_hash text not null,
  body text not null,
  previous text not null,
  primary key (stream, number)
);

create index events_recorded on events (recorded_at);

-- Accepted acts only. The salt makes the fingerprint of an erased text worthless.
create table acts (
  id text not null primary key,
  salt text not null,
  fingerprint text not null,
  stream text not null,
  number integer not null
);

create table texts (
  id text not null primary key,
  stream text not null,
  salt text,
  text text,
  erased_at bigint,
  erased_by text
);

create table photos (
  id text not null primary key,
  stream text not null,
  blob text,
  type text not null,
  width integer not null,
  height integer not null,
  size integer not null,
  salt text,
  metadata text,
  erased_at bigint,
  erased_by text
);

create index texts_stream on texts (stream);
create index photos_stream on photos (stream);
create index photos_blob on photos (blob);

create table seals (
  number integer not null primary key,
  through bigint not null,
  made_at bigint not null,
  streams integer not null,
  previous text not null,
  seal text not null
);

-- ---- what the history comes to: always equal to its fold

create table cases (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  status text not null,
  found_by text not null,
  category text not null,
  difficulty text,
  severity text,
  place text,
  place_type text,
  district text not null,
  street text,
  lon double precision not null,
  lat double precision not null,
  unit text,
  what text not null,
  cover text,
  reported_by text not null,
  reported_at bigint not null,
  filed_at bigint,
  fixed_at bigint,
  closed_at bigint,
  rectify_due bigint,
  next_kind text,
  next_post text,
  next_since bigint,
  next_yellow bigint,
  next_due bigint,
  returns integer not null,
  failed_checks integer not null,
  reopenings integer not null,
  state text not null
);

-- Lists lead with one of these, in the order of the list, and look at the rest row by row.
create index cases_status on cases (status, number);
create index cases_unit on cases (unit, number);
create index cases_district on cases (district, number);
create index cases_street on cases (street, number);
create index cases_category on cases (category, number);
create index cases_place on cases (place, number);
create index cases_reporter on cases (reported_by, number);
create index cases_reported on cases (reported_at, number, district);
create index cases_open on cases (number) where closed_at is null;
create index cases_due on cases (next_due, number) where closed_at is null;
create index cases_unit_due on cases (unit, next_due, number) where closed_at is null;
create index cases_district_due on cases (district, next_due, number) where closed_at is null;
create index cases_failed on cases (number) where failed_checks > 0;
create index cases_failed_in on cases (district, number) where failed_checks > 0;
create index cases_reopened on cases (number) where reopenings > 0;
create index cases_reopened_in on cases (district, number) where reopenings > 0;
create index cases_closed on cases (closed_at, status, district, fixed_at, rectify_due) where closed_at is not null;

create table duties (
  subject text not null,
  number integer not null,
  kind text not null,
  post text not null,
  checker text,
  since bigint not null,
  yellow bigint not null,
  due bigint not null,
  limit_text text not null,
  provisional integer not null,
  done_at bigint,
  primary key (subject, number)
);

create index duties_open on duties (post, done_at, due);
create index duties_done on duties (done_at, due);

-- A citizen's link: knowing the code is the right to see what became of the report.
create table trackings (
  code text not null primary key,
  stream text not null
);
