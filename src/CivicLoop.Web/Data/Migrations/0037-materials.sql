-- Materials: what a unit hands in for a standard of an edition. One of each that was not withdrawn.
create table materials (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  system text not null,
  edition text not null,
  standard text not null,
  unit text not null,
  district text not null,
  status text not null,
  valid_until text,
  due bigint,
  state text not null
);

create unique index materials_once on materials (system, edition, standard, unit) where status <> 'Withdrawn';
create index materials_unit on materials (unit, number);
