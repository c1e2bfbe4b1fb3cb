-- Requests that what is personal in a case be erased. The history is in events; this is what it comes to.

create table erasures (
  stream text not null primary key,
  number integer not null unique,
  version integer not null,
  head text not null,
  case_stream text not null,
  case_number integer not null,
  status text not null,
  asked_at bigint not null,
  due bigint,
  state text not null
);

create index erasures_case on erasures (case_stream);
create index erasures_status on erasures (status, number);
