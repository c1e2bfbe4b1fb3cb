-- Runs of ways of working that somebody owes: of each at most one at a time.
create table mechanism_dues (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  mechanism text not null,
  status text not null,
  due bigint,
  state text not null
);

create unique index mechanism_dues_owed on mechanism_dues (mechanism) where status = 'Owed';
create index mechanism_dues_of on mechanism_dues (mechanism, number);
