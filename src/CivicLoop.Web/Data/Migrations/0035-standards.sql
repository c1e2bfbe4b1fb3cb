-- Editions of standards, each whole and from a day on. None is ever changed.

create table editions (
  id text not null primary key,
  system text not null,
  code text not null,
  name text not null,
  sample integer not null,
  valid_from text not null,
  recorded_at bigint not null,
  body text not null,
  person text not null,
  post text not null,
  reason text not null
);

create unique index editions_code on editions (system, code);
create unique index editions_day on editions (system, valid_from);
