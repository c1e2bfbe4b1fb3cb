-- Keys of outside systems, and what is exchanged with other Open311 servers.

-- A key is shown once; what is kept finds it (prefix) and proves it (salt, hash), and tells nobody what it was.
create table api_tokens (
  id text not null primary key,
  code text not null unique,
  name text not null,
  scopes text not null,
  found_by text not null,
  prefix text not null unique,
  salt text not null,
  hash text not null,
  made_by text,
  made_at bigint not null,
  ended_by text,
  ended_at bigint,
  used_at bigint
);

-- Another server that we pull from and tell. Its key is sealed with the keys of the city.
create table peers (
  code text not null primary key,
  name text not null,
  address text not null,
  jurisdiction text not null,
  secret text,
  services text not null,
  pulls integer not null,
  tells integer not null,
  minutes integer not null,
  pulled_to bigint not null,
  told_to bigint not null,
  next_at bigint not null,
  failures integer not null,
  last_at bigint,
  said text not null,
  made_at bigint not null,
  ended_at bigint
);

-- One thing that went one way or the other: a request of theirs that became a case, a word to them about it.
create table exchanges (
  id text not null primary key,
  peer text not null references peers (code),
  way text not null,
  item text not null,
  theirs text not null,
  number bigint,
  status text not null,
  tries integer not null,
  said text not null,
  made_at bigint not null,
  next_at bigint not null,
  done_at bigint
);

create unique index exchanges_item on exchanges (peer, way, item);
create index exchanges_theirs on exchanges (peer, theirs);
create index exchanges_number on exchanges (number);
create index exchanges_waiting on exchanges (peer, next_at) where status = 'Waiting';
create index exchanges_made on exchanges (peer, made_at);
