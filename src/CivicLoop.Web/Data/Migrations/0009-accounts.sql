-- Accounts: sessions as rows, second factors, passwords of before, the keys of the city, the audit log.

alter table people add column password_at bigint;
alter table people add column must_change integer not null default 0;
alter table people add column locked_by text;

-- Hashes of passwords that a person had before and may not take again soon.
create table old_passwords (
  id text not null primary key,
  person text not null references people (id),
  password text not null,
  ended_at bigint not null
);

create index old_passwords_person on old_passwords (person, ended_at);

-- A secret is sealed with the keys of the city, and kept once a code confirmed it.
create table second_factors (
  person text not null primary key references people (id),
  secret text not null,
  made_at bigint not null,
  last_step bigint not null
);

create table recovery_codes (
  id text not null primary key,
  person text not null references people (id),
  hash text not null,
  used_at bigint
);

create index recovery_codes_person on recovery_codes (person);

-- A device that is spared the second factor for a while.
create table known_devices (
  id text not null primary key,
  person text not null references people (id),
  hash text not null,
  until bigint not null
);

create index known_devices_person on known_devices (person);

create table sessions (
  id text not null primary key,
  person text not null references people (id),
  device text not null,
  address text not null,
  since bigint not null,
  seen bigint not null,
  until bigint not null,
  ended_at bigint,
  ended_by text
);

create index sessions_open on sessions (seen) where ended_at is null;
create index sessions_person on sessions (person, until);

-- The ring of keys that seals cookies, photos on their way and secrets of this city.
create table city_keys (
  id text not null primary key,
  content text not null,
  made_at bigint not null
);

-- ---- the audit log: append-only, each line with the hash of the one before

create table audit (
  number bigint not null primary key,
  at bigint not null,
  kind text not null,
  person text not null,
  post text not null,
  address text not null,
  subject text not null,
  detail text not null,
  reason_id text not null,
  reason_hash text not null,
  previous text not null,
  hash text not null
);

create index audit_at on audit (at, number);
create index audit_kind on audit (kind, number);
create index audit_person on audit (person, number);

-- Held by whoever writes the next line, so that two at once do not take the same number.
create table audit_head (
  one integer not null primary key,
  number bigint not null,
  hash text not null
);

insert into audit_head (one, number, hash) values (1, 0, '');
