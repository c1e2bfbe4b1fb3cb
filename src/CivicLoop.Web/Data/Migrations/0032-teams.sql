-- Guidance teams from outside and what they said: the history is in events; this is what it comes to. Who is of a team
-- holds a post of its unit.
create table guidance_teams (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  unit text not null unique,
  ends bigint not null,
  ended integer not null,
  state text not null
);

create table feedback (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  team integer not null,
  unit text,
  district text not null,
  street text,
  status text not null,
  due bigint,
  state text not null
);

create index feedback_team on feedback (team, number);
create index feedback_unit on feedback (unit, number);
create index feedback_status on feedback (status, number);
