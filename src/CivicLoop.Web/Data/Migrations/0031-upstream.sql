-- What authorities above the city wrote and said: the history is in events; this is what it comes to. A letter is
-- entered once.
create table upstream (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  kind text not null,
  level text not null,
  letter text,
  day text not null,
  due bigint,
  state text not null
);

create unique index upstream_letter on upstream (letter) where letter is not null;
