-- Times that a beat came: the history is in events; this is what it comes to. Under its rule and day each comes once.

create table meetings (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  beat text not null,
  day text not null,
  came_at bigint not null,
  status text not null,
  due bigint,
  state text not null
);

create unique index meetings_once on meetings (beat, day);
create index meetings_came on meetings (came_at);
