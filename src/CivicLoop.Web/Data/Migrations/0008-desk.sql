-- The desk for heavy use: filters that people keep, and acts on many cases at once.

-- A filter under a name. Shared with nobody, with a unit, or (with *) with all staff.
create table views (
  id text not null primary key,
  person text not null,
  name text not null,
  query text not null,
  shared text,
  counted integer not null,
  place integer not null,
  created_at bigint not null
);

create index views_person on views (person, place);
create index views_shared on views (shared);

-- Where the list begins for a person.
create table views_first (
  person text not null primary key,
  view text not null
);

-- One confirmation over many cases, and what became of each: number of its event, or the code of its refusal.
create table bulks (
  id text not null primary key,
  person text not null,
  act text not null,
  made_at bigint not null
);

create table bulk_outcomes (
  bulk text not null,
  number integer not null,
  version integer,
  refusal text,
  primary key (bulk, number)
);
