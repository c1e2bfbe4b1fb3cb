-- 包联、包街、包保: what the histories of contracts come to, always equal to their folds.

create table contracts (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  kind text not null,
  level text not null,
  lead integer not null,
  unit text not null,
  post text,
  over text not null,
  object text not null,
  district text not null,
  street text,
  valid_from text not null,
  valid_to text,
  status text not null,
  letters integer not null,
  made_at bigint not null,
  next_kind text,
  next_post text,
  next_since bigint,
  next_yellow bigint,
  next_due bigint,
  state text not null
);

create index contracts_object on contracts (over, object, kind, level);
create index contracts_kind on contracts (kind, level, number);
create index contracts_unit on contracts (unit, number);
create index contracts_post on contracts (post, number);
create index contracts_district on contracts (district, number);
create index contracts_status on contracts (status, number);
create index contracts_owed on contracts (next_post, next_due);
