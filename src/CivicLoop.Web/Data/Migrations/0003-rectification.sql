-- Self-checks at sibling places of a confirmed case, and the lists of what is to be put right.

create table fan_outs (
  id text not null primary key,
  number integer not null unique,
  case_stream text not null,
  place_type text not null,
  reach text not null,
  within text not null,
  person text not null,
  post text not null,
  recorded_at bigint not null
);

create index fan_outs_case on fan_outs (case_stream);

create table self_checks (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  status text not null,
  fan_out text not null,
  case_stream text not null,
  place text not null,
  district text not null,
  unit text not null,
  found_case text,
  asked_at bigint not null,
  answered_at bigint,
  due bigint,
  state text not null
);

create index self_checks_fan_out on self_checks (fan_out, status);
create index self_checks_case on self_checks (case_stream, place);
create index self_checks_unit on self_checks (unit, status);
create index self_checks_found on self_checks (found_case) where found_case is not null;

-- A list only says where its items come from; every line of it is a history of its own.
create table rectification_lists (
  id text not null primary key,
  number integer not null unique,
  kind text not null,
  title text not null,
  source text not null,
  letter text not null,
  day text,
  target text,
  person text not null,
  post text not null,
  recorded_at bigint not null
);

create table rectification_items (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  status text not null,
  list text not null,
  unit text not null,
  place text,
  district text not null,
  standard text,
  case_stream text,
  due text not null,
  added_at bigint not null,
  ended_at bigint,
  state text not null
);

create index rectification_items_list on rectification_items (list, number);
create index rectification_items_unit on rectification_items (unit, status);
create index rectification_items_case on rectification_items (case_stream) where case_stream is not null;
create index rectification_items_ended on rectification_items (ended_at);

-- A table that was brought and looked at, and not taken in yet.
create table rectification_uploads (
  id text not null primary key,
  list text not null,
  person text not null,
  name text not null,
  content text not null,
  recorded_at bigint not null
);
