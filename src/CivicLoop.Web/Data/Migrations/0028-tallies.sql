-- The ledger of work: the history is in events; this is what it comes to. Amounts are thousandths, so that nothing is
-- rounded; they are only ever added within one counter and one measure.

create table tallies (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  counter text not null,
  measure text not null,
  thousandths bigint not null,
  bound text not null,
  unit text not null,
  district text not null,
  from_day text not null,
  to_day text not null,
  status text not null,
  entered_at bigint not null,
  state text not null
);

create index tallies_counter on tallies (counter, unit, to_day);
create index tallies_status on tallies (status, number);
create index tallies_unit on tallies (unit, number);

-- What an entry says it has counted: the place, the case, or the name without spaces. Made from entries and their texts.
create table tally_things (
  stream text not null primary key,
  counter text not null,
  thing text not null
);

create index tally_things_thing on tally_things (counter, thing);
