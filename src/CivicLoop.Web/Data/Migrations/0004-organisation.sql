-- Units and posts change: what they were stays in rows of their own, from when each was so. What is so now stands
-- in units and posts besides, where every decision looks.

create table organisation_acts (
  id text not null primary key,
  kind text not null,
  subject text not null,
  body text not null,
  person text not null,
  post text not null,
  reason text not null,
  recorded_at bigint not null
);

-- Which unit, post or person an act is told under.
create table organisation_about (
  act text not null references organisation_acts (id),
  about text not null,
  primary key (about, act)
);

create table unit_terms (
  unit text not null references units (code),
  number integer not null,
  name text not null,
  parent text,
  closed integer not null,
  valid_from bigint not null,
  recorded_at bigint not null,
  act text,
  primary key (unit, number)
);

create table post_terms (
  post text not null references posts (code),
  number integer not null,
  name text not null,
  closed integer not null,
  valid_from bigint not null,
  recorded_at bigint not null,
  act text,
  primary key (post, number)
);

alter table units add column closed integer not null default 0;
alter table posts add column closed integer not null default 0;

-- Nobody knows since when: as far back as anybody may ask.
insert into unit_terms (unit, number, name, parent, closed, valid_from, recorded_at)
select code, 1, name, parent, 0, 0, 0 from units;
insert into post_terms (post, number, name, closed, valid_from, recorded_at)
select code, 1, name, 0, 0, 0 from posts;

-- ---- who holds what

alter table holdings add column seconded integer not null default 0;
create index holdings_post on holdings (post);

create table handovers (
  id text not null primary key,
  post text not null references posts (code),
  leaver text,
  taker text,
  at bigint not null,
  owed text not null
);

create index handovers_post on handovers (post);

-- What the giver signs is the list as it is at that moment.
create table handover_signatures (
  handover text not null references handovers (id),
  side text not null,
  act text not null references organisation_acts (id),
  on_paper integer not null,
  owed text not null,
  signed_at bigint not null,
  primary key (handover, side)
);

-- ---- committees

create table memberships (
  id text not null primary key,
  committee text not null references units (code),
  unit text not null references units (code),
  valid_from bigint not null,
  valid_to bigint,
  recorded_at bigint not null
);

create index memberships_committee on memberships (committee);
create index memberships_unit on memberships (unit);

create table issues (
  id text not null primary key,
  committee text not null references units (code),
  number integer not null,
  unit text not null references units (code),
  title text not null,
  what text not null,
  about_case bigint,
  about_place text,
  raised_at bigint not null,
  lead text,
  decision text,
  due text,
  decided_at bigint,
  result text,
  settled_at bigint
);

create unique index issues_number on issues (committee, number);

create index issues_lead on issues (lead, settled_at);

-- ---- zones

create table zone_places (
  id text not null primary key,
  zone text not null references units (code),
  place text not null references places (code),
  valid_from bigint not null,
  valid_to bigint,
  recorded_at bigint not null
);

create index zone_places_zone on zone_places (zone);
create index zone_places_place on zone_places (place);
create index if not exists ownerships_unit on ownerships (unit);
