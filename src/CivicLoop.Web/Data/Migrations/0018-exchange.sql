-- What another system calls a case, once each; files of cases on their way in; who is told of what happens.

alter table cases add column source_system text;
alter table cases add column source_number text;

create table case_imports (
  id text not null primary key,
  file text not null,
  form text not null,
  source text not null,
  system text not null,
  mapping text not null,
  status text not null,
  summary text not null,
  reason text not null,
  person text not null,
  post text not null,
  created_at bigint not null,
  changed_at bigint not null
);
create index case_imports_created on case_imports (created_at);

-- A subscription: what of is told, from where on, and how it stands. Everything up to the cursor was handed over or put aside.
create table webhooks (
  id text not null primary key,
  address text not null,
  secret text not null,
  kinds text not null,
  active integer not null,
  cursor_at bigint not null,
  cursor_stream text not null,
  cursor_number integer not null,
  last_at bigint,
  person text not null,
  created_at bigint not null
);

-- Deliveries that wait for their turn or were given up; what arrived is gone from here.
create table webhook_deliveries (
  id text not null primary key,
  webhook text not null references webhooks (id),
  stream text not null,
  number integer not null,
  kind text not null,
  body text not null,
  attempts integer not null,
  due_at bigint not null,
  given_up_at bigint,
  answer text
);
create unique index webhook_deliveries_event on webhook_deliveries (webhook, stream, number);
create index webhook_deliveries_due on webhook_deliveries (due_at) where given_up_at is null;
