-- Webhooks as they are told: what goes out is made when it goes, so that nothing that was withheld or erased meanwhile
-- is kept or sent. Nothing was in these tables yet.

drop table webhook_deliveries;
drop table webhooks;

-- Told of what was recorded from the first time on; everything up to the second was put down below.
create table webhooks (
  id text not null primary key,
  name text not null,
  address text not null,
  secret text not null,
  kinds text not null,
  token text references api_tokens (id),
  since_at bigint not null,
  told_at bigint not null,
  last_at bigint,
  person text not null,
  created_at bigint not null,
  off_at bigint
);

-- One thing to tell, or told: an event of a case, or a test that is about none.
create table webhook_deliveries (
  id text not null primary key,
  webhook text not null references webhooks (id),
  stream text,
  number integer,
  kind text not null,
  happened_at bigint not null,
  state text not null,
  attempts integer not null,
  added_at bigint not null,
  due_at bigint not null,
  settled_at bigint,
  answer text
);
create unique index webhook_deliveries_event on webhook_deliveries (webhook, stream, number);
create index webhook_deliveries_due on webhook_deliveries (webhook, due_at) where state = 'Waiting';
create index webhook_deliveries_listed on webhook_deliveries (webhook, state, added_at, id);
create index webhook_deliveries_settled on webhook_deliveries (settled_at);

-- What one system handed in, the newest first.
create index cases_system on cases (source_system, number) where source_system is not null;
